package dev.waymark.schema.spelling;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.schema.Kind;
import dev.waymark.schema.comparison.Difference;
import dev.waymark.schema.comparison.ObjectComparison;
import java.util.List;

/** The text of an index, in which its keys and its predicate stand once more. */
final class IndexText {
  private IndexText() {}

  /** Whether it differs in nothing but expressions that are known to say the same. */
  static boolean follows(ObjectComparison object, Difference difference, List<Difference> same) {
    if (object.id().kind() != Kind.INDEX
        || !difference.attribute().equals("definition")
        || difference.expected() == null
        || difference.actual() == null) {
      return false;
    }
    String expected = difference.expected().asText();
    String actual = difference.actual().asText();
    for (Difference proven : same) {
      if (proven.attribute().equals("predicate")) {
        expected = without(expected, proven.expected());
        actual = without(actual, proven.actual());
      } else if (proven.attribute().equals("keys")) {
        for (int key = 0; key < proven.expected().size(); key++) {
          expected = without(expected, proven.expected().get(key).path("expression"));
          actual = without(actual, proven.actual().get(key).path("expression"));
        }
      }
    }
    return !same.isEmpty() && expected.equals(actual);
  }

  private static String without(String definition, JsonNode expression) {
    return expression.isTextual() ? definition.replace(expression.asText(), "?") : definition;
  }
}
