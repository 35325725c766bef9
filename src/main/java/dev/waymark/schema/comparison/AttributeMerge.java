package dev.waymark.schema.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waymark.schema.Kind;
import dev.waymark.schema.MemberOrder;
import dev.waymark.schema.ObjectTree;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Stream;

/**
 * Puts what was changed of one object into what is expected of it, attribute by attribute: where
 * the object is as it was before, the expectation stays; where it is not, the new value is
 * expected. Columns, privileges and options are looked at one by one, so that to add one says
 * nothing of the others.
 */
final class AttributeMerge {
  /** These are called by the names of tables. */
  private static final String PUBLISHED = Kind.PUBLICATION.list() + ".tables";

  private static final Set<String> IDENTITY = Set.of("namespace", "table", "name", "arguments");

  private final Renaming renaming;
  private final Map<String, String> renamedColumns;
  private final Set<String> madeAnew;
  private final KeptDefinitions kept;
  private final Predicate<String> changes;
  private final boolean everything;

  /** What a run changed. */
  AttributeMerge(
      Renaming renaming,
      Map<String, String> renamedColumns,
      Set<String> madeAnew,
      KeptDefinitions kept) {
    this(renaming, renamedColumns, madeAnew, kept, path -> true, true);
  }

  /** Only the attributes that are chosen. */
  static AttributeMerge ofOnly(Predicate<String> chosen) {
    return new AttributeMerge(
        Renaming.NOTHING, Map.of(), Set.of(), KeptDefinitions.NONE, chosen, false);
  }

  private AttributeMerge(
      Renaming renaming,
      Map<String, String> renamedColumns,
      Set<String> madeAnew,
      KeptDefinitions kept,
      Predicate<String> changes,
      boolean everything) {
    this.renaming = renaming;
    this.renamedColumns = renamedColumns;
    this.madeAnew = madeAnew;
    this.kept = kept;
    this.changes = changes;
    this.everything = everything;
  }

  ObjectTree of(Kind kind, ObjectTree expected, ObjectTree before, ObjectTree after) {
    if (before.equals(after)) {
      return expected;
    }
    if (everything && expected.equals(before)) {
      return after;
    }
    return ObjectTree.of(
        objects(kind.list(), "", expected.node(), before.node(), after.node(), IDENTITY));
  }

  private ObjectNode objects(
      String type,
      String path,
      ObjectNode expected,
      ObjectNode before,
      ObjectNode after,
      Set<String> identity) {
    var attributes = new LinkedHashSet<String>();
    after.fieldNames().forEachRemaining(attributes::add);
    expected.fieldNames().forEachRemaining(attributes::add);
    ObjectNode merged = after.objectNode();
    for (String attribute : attributes) {
      JsonNode value =
          identity.contains(attribute)
              ? after.get(attribute)
              : values(
                  type + "." + attribute,
                  path + attribute,
                  expected.get(attribute),
                  before.get(attribute),
                  after.get(attribute));
      if (value != null) {
        merged.set(attribute, value);
      }
    }
    return merged;
  }

  private JsonNode values(
      String type, String path, JsonNode expected, JsonNode before, JsonNode after) {
    if (same(type, before, after)) {
      return expected;
    }
    if (everything && same(type, expected, before)) {
      return after;
    }
    if (Children.named(expected, before, after)) {
      return children(type, path, expected, before, after);
    }
    if (expected instanceof ObjectNode stated
        && before instanceof ObjectNode was
        && after instanceof ObjectNode is) {
      return objects(type, path + ".", stated, was, is, Set.of());
    }
    if (!changes.test(path)) {
      return expected;
    }
    if (everything && kept.prints(path)) {
      return printedAnew(expected, before, after);
    }
    if (everything && MergedTexts.mergeable(type, expected, before, after)) {
      return MergedTexts.of(type, expected, before, after);
    }
    if (everything && renaming.explains(before, after)) {
      return expected == null ? null : renaming.printed(expected);
    }
    return after;
  }

  /** What is expected of a definition that is what it was and is printed otherwise. */
  private static JsonNode printedAnew(JsonNode expected, JsonNode before, JsonNode after) {
    return Stream.of(expected, before, after).allMatch(text -> text instanceof TextNode)
        ? TextNode.valueOf(
            MergedDefinition.of(expected.textValue(), before.textValue(), after.textValue()))
        : expected;
  }

  private JsonNode children(
      String type, String path, JsonNode expected, JsonNode before, JsonNode after) {
    boolean columns = AttributeComparison.ordered(path);
    Map<String, String> renamed =
        columns ? renamedColumns : type.equals(PUBLISHED) ? renaming.relations() : Map.of();
    Map<String, ObjectNode> wanted = Children.byName(expected, renamed);
    Map<String, ObjectNode> was = Children.byName(before, renamed);
    Map<String, ObjectNode> is = Children.byName(after, Map.of());
    if (columns) {
      was.keySet().removeAll(madeAnew);
    }
    var merged = new LinkedHashMap<String, JsonNode>();
    var names = new LinkedHashSet<>(wanted.keySet());
    names.addAll(is.keySet());
    for (String name : names) {
      JsonNode child =
          child(type, path + "." + name, wanted.get(name), was.get(name), is.get(name));
      if (child != null) {
        merged.put(name, child);
      }
    }
    ArrayNode list = JsonNodeFactory.instance.arrayNode();
    order(path, columns, merged.keySet(), was.keySet(), is.keySet())
        .forEach(name -> list.add(merged.get(name)));
    return list;
  }

  private List<String> order(
      String path, boolean columns, Set<String> members, Set<String> was, Set<String> is) {
    var added = new HashSet<>(members);
    added.retainAll(is);
    if (everything || !columns || !changes.test(AttributeComparison.order(path))) {
      added.removeAll(was);
    }
    return MemberOrder.of(members, everything ? was : is, is, added);
  }

  /** One of the children; null if none is expected. */
  private JsonNode child(
      String type, String path, ObjectNode expected, ObjectNode before, ObjectNode after) {
    if (before == null && after == null) {
      return expected;
    }
    if (before != null && after != null && expected != null) {
      return objects(type, path + ".", expected, before, after, Set.of("name"));
    }
    if (everything && Children.grants(expected, before, after)) {
      ObjectNode merged =
          objects(
              type,
              path + ".",
              Children.orNoPrivileges(expected),
              Children.orNoPrivileges(before),
              Children.orNoPrivileges(after),
              Set.of("grantee", "grantor"));
      return merged.path("privileges").isEmpty()
          ? null
          : Children.identified(merged, after, expected);
    }
    if (before != null && after != null) {
      // It is not expected: it was made by hand, and that is so still when its attributes change.
      return null;
    }
    return changes.test(path) ? after : expected;
  }

  private static boolean same(String type, JsonNode one, JsonNode other) {
    return AttributeComparison.effective(type, one)
        .equals(AttributeComparison.effective(type, other));
  }
}
