package dev.waymark.verification.expectation;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaJson;
import dev.waymark.schema.comparison.Expectation;
import dev.waymark.schema.comparison.InvalidExpectation;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;

/**
 * A schema that stand-ins of roles have made, as those roles would have made it. The names of
 * stand-ins hold a random number, so wherever one stands it is meant.
 */
public final class ReplayedSchema {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final List<Map.Entry<String, String>> roles;

  /**
   * @param roles the stand-ins' names by the names of the roles that they stand for
   */
  private ReplayedSchema(Map<String, String> roles) {
    // The first stand-in's name begins those of the others.
    this.roles =
        roles.entrySet().stream()
            .sorted(Comparator.comparingInt(role -> -role.getValue().length()))
            .toList();
  }

  /**
   * The schema as an expectation.
   *
   * @param roles the stand-ins' names by the names of the roles that they stand for
   */
  public static Expectation of(Schema schema, Map<String, String> roles) {
    return of(schema.trees(), roles);
  }

  /** The same of its objects. */
  public static Expectation of(Map<ObjectId, ObjectTree> objects, Map<String, String> roles) {
    if (roles.isEmpty()) {
      return Expectation.exactly(objects);
    }
    try {
      JsonNode tree = MAPPER.readTree(SchemaJson.text(objects));
      return Expectation.fromText(new ReplayedSchema(roles).renamed(tree).toString());
    } catch (JsonProcessingException | InvalidExpectation exception) {
      throw new IllegalStateException("A schema that was just read cannot be read back", exception);
    }
  }

  /** A value of a schema that may name stand-ins, as one that names those whom they stand for. */
  public static JsonNode json(JsonNode value, Map<String, String> roles) {
    return roles.isEmpty() ? value : new ReplayedSchema(roles).renamed(value.deepCopy());
  }

  /** A text that may name stand-ins, as one that names those whom they stand for. */
  public static String text(String text, Map<String, String> roles) {
    return text == null ? null : new ReplayedSchema(roles).renamed(text);
  }

  private JsonNode renamed(JsonNode node) {
    if (node instanceof TextNode text) {
      return TextNode.valueOf(renamed(text.textValue()));
    }
    if (node instanceof ObjectNode object) {
      object.properties().forEach(field -> field.setValue(renamed(field.getValue())));
    } else if (node instanceof ArrayNode array) {
      boolean changed = false;
      for (int index = 0; index < array.size(); index++) {
        JsonNode before = array.get(index);
        String text = before.toString();
        array.set(index, renamed(before));
        changed |= !text.equals(array.get(index).toString());
      }
      if (changed) {
        sort(array);
      }
    }
    return node;
  }

  private String renamed(String text) {
    String renamed = text;
    for (var role : roles) {
      renamed = renamed.replace(role.getValue(), role.getKey());
    }
    return renamed;
  }

  /** Lists of roles and of what is granted to them are sorted by name. */
  private static void sort(ArrayNode array) {
    boolean grants = array.get(0).has("grantee");
    boolean names = array.get(0).isTextual();
    if (grants || names) {
      List<JsonNode> elements = new ArrayList<>();
      array.forEach(elements::add);
      elements.sort(
          grants
              ? Comparator.comparing((JsonNode grant) -> grant.path("grantee").asText())
                  .thenComparing(grant -> grant.path("grantor").asText())
              : Comparator.comparing(JsonNode::asText));
      array.removeAll();
      elements.forEach(array::add);
    }
  }
}
