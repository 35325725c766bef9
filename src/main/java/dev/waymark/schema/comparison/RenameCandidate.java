package dev.waymark.schema.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waymark.schema.Defaults;
import dev.waymark.schema.Identifiers;
import dev.waymark.schema.ObjectId;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** An object that is missing or unexpected, and may have, or be, another name. */
record RenameCandidate(ObjectId id, ObjectNode object) {
  /** What stands for an object's own name where only the rest counts. */
  private static final String ANY_NAME = "any_name";

  String name() {
    return object.path("name").asText();
  }

  /** Where it and what it became must both be. */
  List<String> place() {
    return Arrays.asList(id.namespace(), id.table());
  }

  /** The same for all that differ in nothing but the name, and for few others. */
  String shape() {
    JsonNode pruned = Defaults.pruned(id.kind().list(), object);
    return sorted(renamed(pruned, name(), ANY_NAME)).toString();
  }

  /** Whether the other is this one under its own name. */
  boolean became(RenameCandidate other) {
    return object.path("arguments").equals(other.object().path("arguments"))
        && AttributeComparison.of(
                id.kind(),
                Mode.EXACT,
                (ObjectNode) renamed(object, name(), other.name()),
                other.object())
            .isEmpty();
  }

  /** The same with the name replaced in every text. */
  static JsonNode renamed(JsonNode node, String from, String to) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object
          .properties()
          .forEach(field -> copy.set(field.getKey(), renamed(field.getValue(), from, to)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(element -> copy.add(renamed(element, from, to)));
      return copy;
    }
    if (!node.isTextual()) {
      return node;
    }
    String text = node.textValue();
    return TextNode.valueOf(text.equals(from) ? to : Identifiers.rename(text, from, to));
  }

  /** What is compared, whatever its order. */
  private static JsonNode sorted(JsonNode node) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object.properties().stream()
          .sorted(Map.Entry.comparingByKey())
          .filter(field -> !Defaults.withoutDefault(field.getKey()))
          .forEach(field -> copy.set(field.getKey(), sorted(field.getValue())));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode(array.size());
      StreamSupport.stream(array.spliterator(), false)
          .map(RenameCandidate::sorted)
          .sorted(Comparator.comparing(JsonNode::toString))
          .forEach(copy::add);
      return copy;
    }
    return node;
  }
}
