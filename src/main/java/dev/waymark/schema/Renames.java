package dev.waymark.schema;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;

/**
 * Objects of which only the name differs. A missing and an unexpected object are one renamed object
 * when they are of the same kind, namespace and table, have the same attributes once the old name
 * is replaced by the new in every text, and neither of them matches a third in this way. Only kinds
 * in exact mode take part: elsewhere nothing is unexpected.
 *
 * <p>Tables come first; what is bound to a renamed table is then expected at the new name.
 */
final class Renames {
  /** From the name in the database to the name expected. */
  private final Map<ObjectId, ObjectId> renamed = new LinkedHashMap<>();

  private Map<ObjectId, ObjectNode> expected;

  private Renames(Map<ObjectId, ObjectNode> expected) {
    this.expected = expected;
  }

  static Renames between(Expectation expectation, Map<ObjectId, ObjectNode> found) {
    var renames = new Renames(expectation.objects());
    if (!possible(expectation.objects(), found)) {
      return renames;
    }
    for (Kind kind : Kind.values()) {
      if (expectation.modes().get(kind) == Mode.EXACT) {
        renames.find(kind, found);
      }
    }
    return renames;
  }

  /** The expected objects under the names that they have in the database. */
  Map<ObjectId, ObjectNode> apply(Map<ObjectId, ObjectNode> unchanged) {
    return renamed.isEmpty() ? unchanged : expected;
  }

  /** The differences with that of the name, if the object was renamed. */
  List<Difference> added(ObjectId id, List<Difference> differences) {
    ObjectId before = renamed.get(id);
    if (before == null) {
      return differences;
    }
    var all = new ArrayList<>(differences);
    all.add(new Difference("name", TextNode.valueOf(before.name()), TextNode.valueOf(id.name())));
    all.sort(Comparator.comparing(Difference::attribute));
    return all;
  }

  private void find(Kind kind, Map<ObjectId, ObjectNode> found) {
    var missing = only(kind, expected, found);
    var unexpected = only(kind, found, expected);
    for (ObjectId before : missing) {
      var candidates = unexpected.stream().filter(id -> same(before, id, found)).toList();
      if (candidates.size() == 1) {
        ObjectId after = candidates.get(0);
        if (missing.stream().filter(other -> same(other, after, found)).count() == 1) {
          rename(before, after, found);
        }
      }
    }
  }

  private static List<ObjectId> only(
      Kind kind, Map<ObjectId, ObjectNode> here, Map<ObjectId, ObjectNode> there) {
    return here.keySet().stream()
        .filter(id -> id.kind() == kind && !there.containsKey(id))
        .toList();
  }

  /** Of most schemas nothing is missing or nothing unexpected: then there is nothing to pair. */
  private static boolean possible(
      Map<ObjectId, ObjectNode> expected, Map<ObjectId, ObjectNode> found) {
    return !found.keySet().containsAll(expected.keySet())
        && !expected.keySet().containsAll(found.keySet());
  }

  private boolean same(ObjectId before, ObjectId after, Map<ObjectId, ObjectNode> found) {
    if (!Objects.equals(before.namespace(), after.namespace())
        || !Objects.equals(before.table(), after.table())) {
      return false;
    }
    ObjectNode wanted = expected.get(before);
    ObjectNode there = found.get(after);
    if (!wanted.path("arguments").equals(there.path("arguments"))) {
      return false;
    }
    String from = wanted.path("name").asText();
    String to = there.path("name").asText();
    return AttributeComparison.of(
            before.kind(), Mode.EXACT, (ObjectNode) replaced(wanted, from, to), there)
        .isEmpty();
  }

  private void rename(ObjectId before, ObjectId after, Map<ObjectId, ObjectNode> found) {
    String from = expected.get(before).path("name").asText();
    String to = found.get(after).path("name").asText();
    renamed.put(after, before);
    var changed = new TreeMap<ObjectId, ObjectNode>();
    expected.forEach(
        (id, object) -> {
          if (id.equals(before)) {
            changed.put(after, (ObjectNode) replaced(object, from, to));
          } else if (before.kind() == Kind.TABLE && bound(id, before)) {
            var moved = new ObjectId(id.kind(), id.namespace(), to, id.name());
            changed.put(moved, (ObjectNode) replaced(object, from, to));
          } else {
            changed.put(id, object);
          }
        });
    expected = changed;
  }

  private static boolean bound(ObjectId id, ObjectId table) {
    return table.name().equals(id.table()) && table.namespace().equals(id.namespace());
  }

  private static JsonNode replaced(JsonNode node, String from, String to) {
    if (node instanceof ObjectNode object) {
      ObjectNode copy = object.objectNode();
      object
          .properties()
          .forEach(field -> copy.set(field.getKey(), replaced(field.getValue(), from, to)));
      return copy;
    }
    if (node instanceof ArrayNode array) {
      ArrayNode copy = array.arrayNode();
      array.forEach(element -> copy.add(replaced(element, from, to)));
      return copy;
    }
    if (!node.isTextual()) {
      return node;
    }
    String text = node.textValue();
    return TextNode.valueOf(text.equals(from) ? to : Identifiers.rename(text, from, to));
  }
}
