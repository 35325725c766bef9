package dev.waymark.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.Map;
import java.util.Set;

/**
 * What an attribute is when nothing is said about it: what PostgreSQL makes of an object when
 * nothing is said. Where no value stands here it is false, nothing or the empty list.
 *
 * <p>A path is the kind's list and the attributes, without the names of columns: {@code
 * tables.columns.nullable}.
 */
public final class Defaults {
  private static final BooleanNode TRUE = BooleanNode.TRUE;

  private static final Map<String, JsonNode> VALUES =
      Map.ofEntries(
          Map.entry("tables.type", TextNode.valueOf("ordinary")),
          Map.entry("tables.persistence", TextNode.valueOf("permanent")),
          Map.entry("tables.accessMethod", TextNode.valueOf("heap")),
          Map.entry("tables.replicaIdentity", TextNode.valueOf("default")),
          Map.entry("tables.columns.nullable", TRUE),
          Map.entry("tables.columns.notNull.validated", TRUE),
          Map.entry("indexes.method", TextNode.valueOf("btree")),
          Map.entry("indexes.keys.order", TextNode.valueOf("asc")),
          Map.entry("indexes.valid", TRUE),
          Map.entry("indexes.ready", TRUE),
          Map.entry("constraints.onUpdate", TextNode.valueOf("no action")),
          Map.entry("constraints.onDelete", TextNode.valueOf("no action")),
          Map.entry("constraints.match", TextNode.valueOf("simple")),
          Map.entry("constraints.validated", TRUE),
          Map.entry("constraints.enforced", TRUE),
          Map.entry("constraints.triggersEnabled", TRUE),
          Map.entry("sequences.type", TextNode.valueOf("bigint")),
          Map.entry("sequences.persistence", TextNode.valueOf("permanent")),
          Map.entry("sequences.increment", IntNode.valueOf(1)),
          Map.entry("sequences.cache", IntNode.valueOf(1)),
          Map.entry("materializedViews.populated", TRUE),
          Map.entry("materializedViews.accessMethod", TextNode.valueOf("heap")),
          Map.entry("functions.type", TextNode.valueOf("function")),
          Map.entry("functions.volatility", TextNode.valueOf("volatile")),
          Map.entry("functions.parallel", TextNode.valueOf("unsafe")),
          Map.entry("aggregates.type", TextNode.valueOf("normal")),
          Map.entry("aggregates.parallel", TextNode.valueOf("unsafe")),
          Map.entry("triggers.enabled", TextNode.valueOf("origin")),
          Map.entry("rules.enabled", TextNode.valueOf("origin")),
          Map.entry("eventTriggers.enabled", TextNode.valueOf("origin")),
          Map.entry("policies.type", TextNode.valueOf("permissive")),
          Map.entry("policies.command", TextNode.valueOf("all")),
          Map.entry("policies.roles", texts("PUBLIC")),
          Map.entry("domains.nullable", TRUE),
          Map.entry("domains.checks.validated", TRUE),
          Map.entry("baseTypes.alignment", TextNode.valueOf("int4")),
          Map.entry("baseTypes.storage", TextNode.valueOf("plain")),
          Map.entry("baseTypes.category", TextNode.valueOf("U")),
          Map.entry("baseTypes.delimiter", TextNode.valueOf(",")),
          Map.entry("collations.provider", TextNode.valueOf("libc")),
          Map.entry("collations.deterministic", TRUE),
          Map.entry("casts.method", TextNode.valueOf("function")),
          Map.entry("casts.context", TextNode.valueOf("explicit")),
          Map.entry("subscriptions.enabled", TRUE),
          Map.entry("subscriptions.synchronousCommit", TextNode.valueOf("off")),
          Map.entry("subscriptions.streaming", TextNode.valueOf("off")),
          Map.entry("subscriptions.passwordRequired", TRUE),
          Map.entry("subscriptions.origin", TextNode.valueOf("any")),
          Map.entry("publications.operations", texts("insert", "update", "delete", "truncate")),
          Map.entry("publications.generatedColumns", TextNode.valueOf("none")));

  /**
   * Follows from the rest of the object, is its identity, or depends on who looks: shown, and never
   * compared.
   */
  private static final Set<String> DERIVED = Set.of("position", "columnCount", "optionNames");

  /** Nothing can be assumed about these when they are not stated, so nothing is. */
  private static final Set<String> WITHOUT_DEFAULT = Set.of("owner", "definition");

  private Defaults() {}

  private static ArrayNode texts(String... texts) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    for (String text : texts) {
      array.add(text);
    }
    return array;
  }

  public static boolean derived(String attribute) {
    return DERIVED.contains(attribute);
  }

  public static boolean withoutDefault(String attribute) {
    return WITHOUT_DEFAULT.contains(attribute);
  }

  /** Whether the value is what would be assumed if nothing were said; null counts as unsaid. */
  public static boolean isDefault(String path, JsonNode value) {
    if (value == null || value.isNull() || value.isMissingNode()) {
      return true;
    }
    JsonNode assumed = VALUES.get(path);
    if (assumed != null) {
      return assumed.equals(value);
    }
    return value.isBoolean() ? !value.booleanValue() : value.isContainerNode() && value.isEmpty();
  }

  /** What is assumed if nothing is said; null where that is nothing. */
  public static JsonNode of(String path) {
    return VALUES.get(path);
  }

  /** A copy without defaults and without what can be derived, at every depth. */
  public static JsonNode pruned(String path, JsonNode value) {
    if (value instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      for (var field : object.properties()) {
        String inner = path + "." + field.getKey();
        JsonNode kept = pruned(inner, field.getValue());
        if (!derived(field.getKey()) && !isDefault(inner, kept)) {
          copy.set(field.getKey(), kept);
        }
      }
      return copy;
    }
    if (value instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode(array.size());
      array.forEach(element -> copy.add(pruned(path, element)));
      return copy;
    }
    // YAML and JSON readers choose the width of a number; its value is what counts.
    return value.isIntegralNumber() && value.canConvertToInt()
        ? IntNode.valueOf(value.intValue())
        : value;
  }
}
