package dev.waymark.schema;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.stream.Collectors;

/** One object of an expectation as somebody wrote it: is it one, and which? */
final class ExpectedObject {
  private static final String DEFAULT_NAMESPACE = "public";

  private ExpectedObject() {}

  /** The object with its namespace, once the record of its kind has accepted every attribute. */
  static ObjectNode checked(Kind kind, JsonNode element) throws InvalidExpectation {
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
    ObjectNode object = stated.deepCopy();
    if (kind.inNamespace() && !object.has("namespace")) {
      object.put("namespace", DEFAULT_NAMESPACE);
    }
    try {
      SchemaJson.object(kind, object);
    } catch (JsonProcessingException exception) {
      throw new InvalidExpectation(
          "In " + kind.list() + ", " + stated.path("name") + where(exception), exception);
    }
    return object;
  }

  static ObjectId id(Kind kind, ObjectNode object) throws InvalidExpectation {
    try {
      return SchemaJson.object(kind, object).id();
    } catch (JsonProcessingException exception) {
      throw new InvalidExpectation("In " + kind.list() + ", " + object.path("name"), exception);
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
}
