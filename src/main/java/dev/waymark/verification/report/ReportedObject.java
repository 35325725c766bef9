package dev.waymark.verification.report;

import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.Schema;
import dev.waymark.schema.SchemaObject;
import dev.waymark.schema.comparison.Difference;
import dev.waymark.schema.comparison.ObjectComparison;
import dev.waymark.schema.comparison.State;
import dev.waymark.verification.expectation.OpenDifferences;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** One object of the report. Its JSON is made when it is written: that takes most of the memory. */
public final class ReportedObject {
  private static final ObjectMapper MAPPER = new ObjectMapper();
  private static final String DEFINITION = "definition";

  private final ObjectComparison comparison;
  private final SchemaObject found;
  private final OpenDifferences.Since since;

  private ReportedObject(
      ObjectComparison comparison, SchemaObject found, OpenDifferences.Since since) {
    this.comparison = comparison;
    this.found = found;
    this.since = since;
  }

  public static ReportedObject of(
      ObjectComparison comparison, Schema schema, OpenDifferences.Since since) {
    return new ReportedObject(comparison, schema.find(comparison.id()).orElse(null), since);
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

  /** How PostgreSQL prints what was expected, where that is known and not what there is. */
  Optional<String> expectedDefinition() {
    return switch (state()) {
      case MISSING -> text(comparison.object().node().path(DEFINITION));
      case DIFFERENT ->
          differences().stream()
              .filter(difference -> difference.attribute().equals(DEFINITION))
              .findFirst()
              .flatMap(difference -> text(difference.expected()));
      case PRESENT, UNEXPECTED -> Optional.empty();
    };
  }

  private static Optional<String> text(JsonNode node) {
    return Optional.ofNullable(node).filter(JsonNode::isTextual).map(JsonNode::textValue);
  }

  /** Since when it is known not to be as expected; null if it is. */
  Instant since() {
    return differences().isEmpty()
        ? since.of(comparison.id(), null)
        : differences().stream()
            .map(difference -> since.of(comparison.id(), difference.attribute()))
            .filter(Objects::nonNull)
            .min(Comparator.naturalOrder())
            .orElse(null);
  }

  private ArrayNode differencesWithSince() {
    ArrayNode list = MAPPER.createArrayNode();
    for (Difference difference : differences()) {
      ObjectNode node = MAPPER.valueToTree(difference);
      Instant moment = since.of(comparison.id(), difference.attribute());
      if (moment != null) {
        node.put("since", moment.toString());
      }
      list.add(node);
    }
    return list;
  }

  /**
   * Who it is, its state, since when, where it differs, and all its attributes; for a missing one
   * those that were expected.
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
    node.put("state", state().code());
    Instant openSince = since();
    if (openSince != null) {
      node.put("since", openSince.toString());
    }
    if (!differences().isEmpty()) {
      node.set("differences", differencesWithSince());
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
