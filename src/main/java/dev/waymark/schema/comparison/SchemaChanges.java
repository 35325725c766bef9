package dev.waymark.schema.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Lists what became of a database between two moments, object by object. */
public final class SchemaChanges {
  private static final List<Kind> RELATIONS =
      List.of(Kind.TABLE, Kind.VIEW, Kind.MATERIALIZED_VIEW);

  private SchemaChanges() {}

  /**
   * What was added, changed, dropped or renamed, sorted by identity. What only follows is left out:
   * the index of a constraint, the sequence of an identity column, what is bound to a table that
   * was renamed, added or dropped and is else as it was.
   */
  public static List<ObjectChange> between(IdentifiedSchema before, IdentifiedSchema after) {
    var renaming = Renaming.between(before.identities(), after.identities());
    Map<ObjectId, ObjectId> origins = new HashMap<>();
    before.objects().keySet().forEach(id -> origins.put(renaming.moved(id), id));
    Map<ObjectId, ObjectTree> was = renaming.moved(before.objects());
    Map<ObjectId, ObjectTree> is = after.objects();
    Set<ObjectId> ids = new TreeSet<>(was.keySet());
    ids.addAll(is.keySet());
    var changes = new ArrayList<ObjectChange>();
    for (ObjectId id : ids) {
      ObjectTree old = was.get(id);
      ObjectTree now = is.get(id);
      if (old == null) {
        if (!Comparison.implied(id, now) && !isBound(id, is, was)) {
          changes.add(ObjectChange.added(id));
        }
      } else if (now == null) {
        if (!Comparison.implied(id, old) && !isBound(id, was, is)) {
          changes.add(ObjectChange.dropped(origins.getOrDefault(id, id)));
        }
      } else {
        changed(renaming, origins.getOrDefault(id, id), id, old, now).ifPresent(changes::add);
      }
    }
    return changes;
  }

  private static Optional<ObjectChange> changed(
      Renaming renaming, ObjectId before, ObjectId after, ObjectTree old, ObjectTree now) {
    Map<String, String> columns =
        RELATIONS.contains(after.kind()) ? renaming.columnsOf(after) : Map.of();
    List<Difference> differences = new ArrayList<>();
    columns.forEach(
        (from, to) ->
            differences.add(
                new Difference(
                    "columns." + to + ".name", TextNode.valueOf(from), TextNode.valueOf(to))));
    if (!old.equals(now)) {
      // What only mentions a new name is no change of its own.
      AttributeComparison.of(after.kind(), Mode.EXACT, named(old.node(), columns), now.node())
          .stream()
          .filter(it -> !renaming.explains(it.expected(), it.actual()))
          .forEach(differences::add);
    }
    boolean renamed =
        !before.name().equals(after.name())
            || before.table() == null && !Objects.equals(before.namespace(), after.namespace());
    return differences.isEmpty() && !renamed
        ? Optional.empty()
        : Optional.of(ObjectChange.of(renamed ? before : after, after, differences));
  }

  /** The object with its columns under the names that they have afterwards. */
  private static ObjectNode named(ObjectNode object, Map<String, String> columns) {
    for (JsonNode column : object.path("columns")) {
      if (column instanceof ObjectNode child && columns.containsKey(child.path("name").asText())) {
        child.put("name", columns.get(child.path("name").asText()));
      }
    }
    return object;
  }

  /** Whether it came, or went, with the table that it is bound to. */
  private static boolean isBound(
      ObjectId id, Map<ObjectId, ObjectTree> with, Map<ObjectId, ObjectTree> without) {
    if (id.table() == null) {
      return false;
    }
    for (Kind kind : RELATIONS) {
      var relation = new ObjectId(kind, id.namespace(), null, id.table());
      if (with.containsKey(relation) && !without.containsKey(relation)) {
        return true;
      }
    }
    return false;
  }
}
