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

  private Map<ObjectId, ObjectTree> expected;

  private Renames(Map<ObjectId, ObjectTree> expected) {
    this.expected = expected;
  }

  static Renames between(Expectation expectation, Map<ObjectId, ObjectTree> found) {
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
  Map<ObjectId, ObjectTree> apply(Map<ObjectId, ObjectTree> unchanged) {
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

  private void find(Kind kind, Map<ObjectId, ObjectTree> found) {
    var missing = only(kind, expected, found);
    var unexpected = only(kind, found, expected);
    missing.forEach(
        (before, object) -> {
          var candidates =
              unexpected.entrySet().stream()
                  .filter(other -> same(before, object, other.getKey(), other.getValue()))
                  .toList();
          if (candidates.size() == 1) {
            ObjectId after = candidates.get(0).getKey();
            ObjectNode there = candidates.get(0).getValue();
            long alike =
                missing.entrySet().stream()
                    .filter(other -> same(other.getKey(), other.getValue(), after, there))
                    .count();
            if (alike == 1) {
              rename(before, name(object), after, name(there));
            }
          }
        });
  }

  private static Map<ObjectId, ObjectNode> only(
      Kind kind, Map<ObjectId, ObjectTree> here, Map<ObjectId, ObjectTree> there) {
    var only = new LinkedHashMap<ObjectId, ObjectNode>();
    here.forEach(
        (id, tree) -> {
          if (id.kind() == kind && !there.containsKey(id)) {
            only.put(id, tree.node());
          }
        });
    return only;
  }

  /** Of most schemas nothing is missing or nothing unexpected: then there is nothing to pair. */
  private static boolean possible(
      Map<ObjectId, ObjectTree> expected, Map<ObjectId, ObjectTree> found) {
    return !found.keySet().containsAll(expected.keySet())
        && !expected.keySet().containsAll(found.keySet());
  }

  private static boolean same(
      ObjectId before, ObjectNode wanted, ObjectId after, ObjectNode there) {
    if (!Objects.equals(before.namespace(), after.namespace())
        || !Objects.equals(before.table(), after.table())
        || !wanted.path("arguments").equals(there.path("arguments"))) {
      return false;
    }
    var renamed = (ObjectNode) replaced(wanted, name(wanted), name(there));
    return AttributeComparison.of(before.kind(), Mode.EXACT, renamed, there).isEmpty();
  }

  private void rename(ObjectId before, String from, ObjectId after, String to) {
    renamed.put(after, before);
    var changed = new TreeMap<ObjectId, ObjectTree>();
    expected.forEach(
        (id, object) -> {
          if (id.equals(before)) {
            changed.put(after, replaced(object, from, to));
          } else if (before.kind() == Kind.TABLE && bound(id, before)) {
            var moved = new ObjectId(id.kind(), id.namespace(), to, id.name());
            changed.put(moved, replaced(object, from, to));
          } else {
            changed.put(id, object);
          }
        });
    expected = changed;
  }

  private static String name(ObjectNode object) {
    return object.path("name").asText();
  }

  private static boolean bound(ObjectId id, ObjectId table) {
    return table.name().equals(id.table()) && table.namespace().equals(id.namespace());
  }

  private static ObjectTree replaced(ObjectTree tree, String from, String to) {
    return ObjectTree.of((ObjectNode) replaced(tree.node(), from, to));
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
