package dev.waymark.verification;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.schema.ObjectComparison;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * One object of the report: who it is, its state, where it differs, and all its attributes; for a
 * missing one those that were expected.
 */
final class ReportedObject {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private ReportedObject() {}

  static ObjectNode of(ObjectComparison comparison, Schema schema) {
    ObjectId id = comparison.id();
    ObjectNode node = MAPPER.createObjectNode();
    if (id.namespace() != null) {
      node.put("namespace", id.namespace());
    }
    if (id.table() != null) {
      node.put("table", id.table());
    }
    node.put("name", id.name());
    node.put("state", comparison.state().word());
    if (!comparison.differences().isEmpty()) {
      node.set("differences", MAPPER.valueToTree(comparison.differences()));
    }
    // The comparison leaves out defaults; a reader of the report wants to see valid: true.
    ObjectNode attributes =
        schema.find(id).<ObjectNode>map(MAPPER::valueToTree).orElse(comparison.object());
    attributes
        .properties()
        .forEach(
            attribute -> {
              if (!node.has(attribute.getKey())) {
                node.set(attribute.getKey(), attribute.getValue());
              }
            });
    return node;
  }

  /** The object's name with its namespace and table, as people write it. */
  static String qualifiedName(ObjectNode object) {
    return Stream.of("namespace", "table", "name")
        .filter(object::has)
        .map(part -> object.path(part).asText())
        .collect(Collectors.joining("."));
  }
}
