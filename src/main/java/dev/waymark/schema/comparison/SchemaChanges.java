package dev.waymark.schema.comparison;

import com.fasterxml.jackson.databind.node.ObjectNode;
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
        if (!implied(id, now) && !isBound(id, is, was)) {
          changes.add(ObjectChange.added(id));
        }
      } else if (now == null) {
        if (!implied(id, old) && !isBound(id, was, is)) {
          changes.add(ObjectChange.dropped(origins.getOrDefault(id, id)));
        }
      } else {
        changed(origins.getOrDefault(id, id), id, old, now).ifPresent(changes::add);
      }
    }
    return changes;
  }

  private static Optional<ObjectChange> changed(
      ObjectId before, ObjectId after, ObjectTree old, ObjectTree now) {
    List<Difference> differences =
        old.equals(now) ? List.of() : AttributeComparison.of(after.kind(), Mode.EXACT, old, now);
    boolean renamed =
        !before.name().equals(after.name())
            || before.table() == null && !Objects.equals(before.namespace(), after.namespace());
    return differences.isEmpty() && !renamed
        ? Optional.empty()
        : Optional.of(ObjectChange.of(renamed ? before : after, after, differences));
  }

  /** Whether it came, or went, with the table that it is bound to. */
  private static boolean isBound(
      ObjectId id, Map<ObjectId, ObjectTree> with, Map<ObjectId, ObjectTree> without) {
    if (id.table() == null) {
      return false;
    }
    for (Kind kind : List.of(Kind.TABLE, Kind.VIEW, Kind.MATERIALIZED_VIEW)) {
      var relation = new ObjectId(kind, id.namespace(), null, id.table());
      if (with.containsKey(relation) && !without.containsKey(relation)) {
        return true;
      }
    }
    return false;
  }

  private static boolean implied(ObjectId id, ObjectTree tree) {
    ObjectNode object = tree.node();
    return id.kind() == Kind.INDEX && object.has("constraint")
        || object.path("identity").asBoolean();
  }
}
