package dev.waymark.schema.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.schema.Defaults;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * Compares two trees of the same object attribute by attribute, knowing nothing about the kind but
 * its {@link Defaults}. Children with names are compared by name.
 */
final class AttributeComparison {
  /** Children whose order means something, and what that order is called in a report. */
  private static final Map<String, String> ORDERS =
      Map.of("columns", "columnOrder", "attributes", "attributeOrder");

  private static final Set<String> IDENTITY = Set.of("namespace", "table", "name", "arguments");

  private final Mode mode;
  private final List<Difference> differences = new ArrayList<>();

  private AttributeComparison(Mode mode) {
    this.mode = mode;
  }

  /** The differences of everything but the identity, sorted by attribute. */
  static List<Difference> of(Kind kind, Mode mode, ObjectTree expected, ObjectTree actual) {
    // Nearly all objects are as expected: equal ones need not even be parsed.
    return expected.equals(actual) ? List.of() : of(kind, mode, expected.node(), actual.node());
  }

  static List<Difference> of(Kind kind, Mode mode, ObjectNode expected, ObjectNode actual) {
    if (expected.equals(actual)) {
      return List.of();
    }
    var comparison = new AttributeComparison(mode);
    comparison.objects(kind.list(), "", expected, actual, IDENTITY);
    comparison.differences.sort(Comparator.comparing(Difference::attribute));
    return comparison.differences;
  }

  private void objects(
      String type, String path, ObjectNode expected, ObjectNode actual, Set<String> skipped) {
    var attributes = new TreeSet<String>();
    expected.fieldNames().forEachRemaining(attributes::add);
    if (mode == Mode.EXACT) {
      actual.fieldNames().forEachRemaining(attributes::add);
    }
    for (String attribute : attributes) {
      boolean stated = expected.has(attribute);
      if (skipped.contains(attribute)
          || Defaults.derived(attribute)
          || (!stated && Defaults.withoutDefault(attribute))) {
        continue;
      }
      values(
          type + "." + attribute, path + attribute, expected.get(attribute), actual.get(attribute));
    }
  }

  private void values(String type, String path, JsonNode expected, JsonNode actual) {
    if (named(expected) && named(actual) && !(empty(expected) && empty(actual))) {
      children(type, path, expected, actual);
    } else if (expected instanceof ObjectNode left && actual instanceof ObjectNode right) {
      objects(type, path + ".", left, right, Set.of());
    } else if (!effective(type, expected).equals(effective(type, actual))) {
      differences.add(new Difference(path, shown(type, expected), shown(type, actual)));
    }
  }

  private void children(String type, String path, JsonNode expected, JsonNode actual) {
    Map<String, ObjectNode> wanted = byName(expected);
    Map<String, ObjectNode> found = byName(actual);
    wanted.forEach(
        (name, child) -> {
          if (found.containsKey(name)) {
            objects(type, path + "." + name + ".", child, found.get(name), Set.of());
          } else {
            differences.add(new Difference(path + "." + name, child, null));
          }
        });
    if (mode == Mode.CONTAINS) {
      return;
    }
    found.forEach(
        (name, child) -> {
          if (!wanted.containsKey(name)) {
            differences.add(new Difference(path + "." + name, null, child));
          }
        });
    if (ORDERS.containsKey(path)) {
      order(ORDERS.get(path), wanted.keySet(), found.keySet());
    }
  }

  /**
   * Where a column was added or dropped the others have not moved: only those on both sides count.
   */
  private void order(String attribute, Set<String> wanted, Set<String> found) {
    List<String> before = wanted.stream().filter(found::contains).toList();
    List<String> after = found.stream().filter(wanted::contains).toList();
    if (!before.equals(after)) {
      differences.add(new Difference(attribute, names(before), names(after)));
    }
  }

  /** Whether the children of that path are in an order that means something. */
  static boolean ordered(String path) {
    return ORDERS.containsKey(path);
  }

  /** What that order is called in a report. */
  static String order(String path) {
    return ORDERS.get(path);
  }

  private static ArrayNode names(List<String> names) {
    ArrayNode array = JsonNodeFactory.instance.arrayNode();
    names.forEach(array::add);
    return array;
  }

  /** Whether it is a list of children with names, or no list at all and so an empty one. */
  static boolean named(JsonNode list) {
    return empty(list) || (list.isArray() && name(list.get(0)) != null);
  }

  static boolean empty(JsonNode list) {
    return list == null || list.isNull() || (list.isArray() && list.isEmpty());
  }

  static Map<String, ObjectNode> byName(JsonNode list) {
    var children = new LinkedHashMap<String, ObjectNode>();
    if (!empty(list)) {
      list.forEach(child -> children.put(name(child), (ObjectNode) child));
    }
    return children;
  }

  /** Columns have a name; of grants, the grantee names them, with the grantor if not the owner. */
  private static String name(JsonNode child) {
    if (child.path("name").isTextual()) {
      return child.path("name").textValue();
    }
    if (!child.path("grantee").isTextual()) {
      return null;
    }
    String grantee = child.path("grantee").textValue();
    String grantor = child.path("grantor").textValue();
    return grantor == null ? grantee : grantee + " by " + grantor;
  }

  static JsonNode effective(String type, JsonNode value) {
    JsonNode kept = value == null ? null : Defaults.pruned(type, value);
    return Defaults.isDefault(type, kept) ? JsonNodeFactory.instance.missingNode() : kept;
  }

  private static JsonNode shown(String type, JsonNode value) {
    return value == null || value.isNull() ? Defaults.of(type) : value;
  }
}
