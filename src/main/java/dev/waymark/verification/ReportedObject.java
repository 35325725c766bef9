package dev.waymark.verification;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.schema.Difference;
import dev.waymark.schema.ObjectComparison;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaObject;
import dev.waymark.schema.State;
import java.util.List;

/** One object of the report. Its JSON is made when it is written: that takes most of the memory. */
public final class ReportedObject {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private final ObjectComparison comparison;
  private final SchemaObject found;

  private ReportedObject(ObjectComparison comparison, SchemaObject found) {
    this.comparison = comparison;
    this.found = found;
  }

  static ReportedObject of(ObjectComparison comparison, Schema schema) {
    return new ReportedObject(comparison, schema.find(comparison.id()).orElse(null));
  }

  State state() {
    return comparison.state();
  }

  boolean deviates() {
    return state() != State.PRESENT;
  }

  /** Null for what belongs to the whole database. */
  String namespace() {
    return comparison.id().namespace();
  }

  /** The object's name with its namespace and table, as people write it. */
  String qualifiedName() {
    return comparison.id().qualifiedName();
  }

  /** Sorted by attribute; empty unless it is different. */
  List<Difference> differences() {
    return comparison.differences();
  }

  /**
   * Who it is, its state, where it differs, and all its attributes; for a missing one those that
   * were expected.
   */
  @JsonValue
  public ObjectNode json() {
    ObjectId id = comparison.id();
    ObjectNode node = MAPPER.createObjectNode();
    if (id.namespace() != null) {
      node.put("namespace", id.namespace());
    }
    if (id.table() != null) {
      node.put("table", id.table());
    }
    node.put("name", id.name());
    node.put("state", state().word());
    if (!differences().isEmpty()) {
      node.set("differences", MAPPER.valueToTree(differences()));
    }
    // The comparison leaves out defaults; a reader of the report wants to see valid: true.
    ObjectNode attributes = found == null ? comparison.object().node() : MAPPER.valueToTree(found);
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
}
