package dev.waymark.schema.comparison;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.SchemaJson;
import dev.waymark.schema.SchemaObject;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * One object of an expectation: which it is, and what is said of it.
 *
 * @param tree with its namespace, and names as long as PostgreSQL keeps them; in the order of the
 *     record of its kind, what is stated to be empty last
 */
record ExpectedObject(ObjectId id, ObjectTree tree) {
  private static final String DEFAULT_NAMESPACE = "public";

  private static final Set<String> NAMES =
      Set.of("namespace", "table", "name", "column", "columns", "referencedColumns", "include");

  /**
   * Reads what somebody wrote.
   *
   * @throws InvalidExpectation unless it has a name, a table where its kind needs one, and nothing
   *     that the record of its kind does not accept
   */
  static ExpectedObject of(Kind kind, JsonNode element) throws InvalidExpectation {
    if (!(element instanceof ObjectNode stated)) {
      throw new InvalidExpectation("In " + kind.list() + ", " + element + " is not an object");
    }
    if (!stated.path("name").isTextual()) {
      throw new InvalidExpectation("In " + kind.list() + ", an object has no name: " + stated);
    }
    if (kind.boundToTable() && !stated.path("table").isTextual()) {
      throw new InvalidExpectation(
          "In " + kind.list() + ", " + stated.path("name") + " does not say its table");
    }
    ObjectNode object = (ObjectNode) cut(stated, false);
    if (kind.inNamespace() && !object.has("namespace")) {
      object.put("namespace", DEFAULT_NAMESPACE);
    }
    try {
      SchemaObject read = SchemaJson.object(kind, object);
      return new ExpectedObject(read.id(), ObjectTree.of(SchemaJson.inOrder(object, read)));
    } catch (JsonProcessingException exception) {
      throw new InvalidExpectation(
          "In " + kind.list() + ", " + stated.path("name") + where(exception), exception);
    }
  }

  private static String where(JsonProcessingException exception) {
    if (exception instanceof JsonMappingException mapping) {
      return mapping.getPath().stream()
          .map(
              step ->
                  step.getFieldName() == null ? "[" + step.getIndex() + "]" : step.getFieldName())
          .collect(
              Collectors.joining(
                  ".", " has an attribute that is unknown or of the wrong type: ", ""));
    }
    return " cannot be read";
  }

  private static JsonNode cut(JsonNode node, boolean name) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object
          .properties()
          .forEach(
              field ->
                  copy.set(field.getKey(), cut(field.getValue(), NAMES.contains(field.getKey()))));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(element -> copy.add(cut(element, name)));
      return copy;
    }
    return name && node.isTextual() ? TextNode.valueOf(Identifiers.cut(node.textValue())) : node;
  }
}
