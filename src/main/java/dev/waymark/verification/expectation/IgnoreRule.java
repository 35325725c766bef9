package dev.waymark.verification.expectation;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.comparison.Difference;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Says of which objects, or of which of their attributes, a difference is ignored, and why. In a
 * pattern {@code *} stands for any text, also with dots, and {@code ?} for one character.
 *
 * @param kind the kind of the objects; null for every kind
 * @param name a pattern for namespace, table and name with dots between: {@code public.legacy_*}
 * @param attribute a pattern for the attribute, as a report names it: {@code columns.*.comment};
 *     null for the whole object, also where it is missing or unexpected
 * @param reason why; there is no rule without one
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record IgnoreRule(Kind kind, String name, String attribute, String reason) {
  private static final Set<String> FIELDS = Set.of("kind", "name", "attribute", "reason");

  public IgnoreRule {
    requireText("name", name);
    requireText("reason", reason);
    if (attribute != null) {
      requireText("attribute", attribute);
    }
  }

  /** Reads a rule from a map with these four fields. */
  static IgnoreRule fromTree(JsonNode tree) throws InvalidIgnoreRule {
    for (var field : tree.properties()) {
      if (!FIELDS.contains(field.getKey())) {
        throw new InvalidIgnoreRule(
            "the rule %s has the field %s, which no rule has".formatted(tree, field.getKey()));
      }
    }
    String list = tree.path("kind").asText(null);
    Kind kind = list == null ? null : Kind.ofList(list).orElse(null);
    if (list != null && kind == null) {
      throw new InvalidIgnoreRule("the rule %s names no kind that there is".formatted(tree));
    }
    try {
      return new IgnoreRule(
          kind,
          tree.path("name").asText(null),
          tree.path("attribute").asText(null),
          tree.path("reason").asText(null));
    } catch (IllegalArgumentException exception) {
      throw new InvalidIgnoreRule(
          "the rule %s %s".formatted(tree, exception.getMessage()), exception);
    }
  }

  /** Whether it speaks of the object as a whole or of an attribute of it. */
  boolean names(ObjectId id) {
    return (kind == null || kind == id.kind()) && matches(name, id.qualifiedName());
  }

  boolean covers(Difference difference) {
    return attribute == null || matches(attribute, difference.attribute());
  }

  private static boolean matches(String pattern, String text) {
    String expression =
        pattern
            .chars()
            .mapToObj(
                character ->
                    switch (character) {
                      case '*' -> ".*";
                      case '?' -> ".";
                      default -> Pattern.quote(Character.toString(character));
                    })
            .collect(Collectors.joining());
    return Pattern.compile(expression, Pattern.DOTALL).matcher(text).matches();
  }

  private static void requireText(String field, String text) {
    if (text == null || text.isBlank()) {
      throw new IllegalArgumentException("has no " + field);
    }
  }
}
