package dev.waymark.schema.comparison;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identities;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Set;

/**
 * What became of a database between two moments, object by object and attribute by attribute.
 * Applied to what was expected before, it says what is expected afterwards: what was changed is
 * expected as it is now, and whatever else differed from the expectation differs still. So a run
 * that begins with a database that somebody has changed by hand does not make that disappear.
 *
 * <p>Objects are followed by PostgreSQL's own numbers ({@link Identities}) where they have one.
 * What was renamed takes its expectation along; what was dropped and made anew is expected as it
 * was made.
 */
public final class SchemaChange {
  private static final Set<Kind> RELATIONS =
      EnumSet.of(Kind.TABLE, Kind.VIEW, Kind.MATERIALIZED_VIEW);

  /** PostgreSQL makes these anew by itself, when it rebuilds them or a column gets another type. */
  private static final Set<Kind> REBUILT =
      EnumSet.of(Kind.INDEX, Kind.CONSTRAINT, Kind.EXTENDED_STATISTICS);

  private final Renaming renaming;
  private final Map<ObjectId, ObjectTree> before;
  private final Map<ObjectId, ObjectTree> after;
  private final Map<ObjectId, Long> numberBefore;
  private final Identities identitiesBefore;
  private final Identities identitiesAfter;
  private final boolean finished;

  private SchemaChange(IdentifiedSchema before, IdentifiedSchema after, boolean finished) {
    this.renaming = Renaming.between(before.identities(), after.identities());
    this.before = renaming.moved(before.objects());
    this.after = after.objects();
    this.identitiesBefore = before.identities();
    this.identitiesAfter = after.identities();
    this.finished = finished;
    this.numberBefore = renaming.movedNumbers(identitiesBefore.objects());
  }

  /**
   * The change from one moment to another.
   *
   * @param finished whether what was done came to its end. Otherwise an index that was made and is
   *     not valid is what a build left behind, and nothing to expect.
   */
  public static SchemaChange between(
      IdentifiedSchema before, IdentifiedSchema after, boolean finished) {
    return new SchemaChange(before, after, finished);
  }

  /** What is expected after the change, of what was expected before it. */
  public Expectation appliedTo(Expectation old) {
    Map<ObjectId, ObjectTree> expected = renaming.moved(old.objects());
    // Both are sorted: to sort them again, one behind the other, is to go through them once.
    var ids = new ArrayList<>(after.keySet());
    expected.keySet().stream().filter(id -> !after.containsKey(id)).forEach(ids::add);
    ids.sort(Comparator.naturalOrder());
    var result = new LinkedHashMap<ObjectId, ObjectTree>();
    for (ObjectId id : ids) {
      ObjectTree tree = applied(id, expected.get(id), usable(id, before.get(id)), after.get(id));
      if (tree != null) {
        result.put(id, tree);
      }
    }
    return Expectation.exactly(result);
  }

  /** No query uses an index that is not valid: the run that makes it valid has made it. */
  private ObjectTree usable(ObjectId id, ObjectTree was) {
    ObjectTree is = after.get(id);
    return was == null || is == null || was.equals(is) || !invalid(id, was) || invalid(id, is)
        ? was
        : null;
  }

  private ObjectTree applied(ObjectId id, ObjectTree expected, ObjectTree was, ObjectTree is) {
    if (was == null && is == null) {
      return goneWithItsTable(id, expected) ? null : expected;
    }
    if (is == null) {
      return null;
    }
    if (is.equals(was) && is.equals(expected)) {
      return expected;
    }
    if (was == null || madeAnew(id, was, is)) {
      return !finished && leftBehind(id, is) ? expected : is;
    }
    // It is not expected: it was made by hand, and that stays so whatever else is done to it.
    return expected == null
        ? null
        : new AttributeMerge(renaming, renaming.columnsOf(id), columnsMadeAnew(id), kept(id))
            .of(id.kind(), expected, was, is);
  }

  private static boolean invalid(ObjectId id, ObjectTree tree) {
    return id.kind() == Kind.INDEX && !tree.node().path("valid").asBoolean(true);
  }

  /** That of a partitioned table is made invalid, and valid once its partitions have theirs. */
  private static boolean leftBehind(ObjectId id, ObjectTree tree) {
    return invalid(id, tree) && !tree.node().path("definition").asText().contains(" ON ONLY ");
  }

  private boolean madeAnew(ObjectId id, ObjectTree was, ObjectTree is) {
    if (id.table() != null && replaced(relation(id))) {
      return true;
    }
    if (!replaced(id)) {
      return false;
    }
    return !REBUILT.contains(id.kind()) || !rebuilt(id, was, is);
  }

  /** Whether the server itself made it anew, as what it was. */
  private boolean rebuilt(ObjectId id, ObjectTree was, ObjectTree is) {
    return was.equals(is)
        ? id.kind() == Kind.INDEX || columnsOfOtherType(id)
        : columnsOfOtherType(id) && renaming.explains(definition(was), definition(is));
  }

  private static JsonNode definition(ObjectTree tree) {
    ObjectNode object = tree.node();
    return object.has("expression") ? object.get("expression") : object.get("definition");
  }

  private boolean columnsOfOtherType(ObjectId id) {
    for (ObjectId table : after.keySet()) {
      if (RELATIONS.contains(table.kind())
          && (id.table() == null
              || table.name().equals(id.table())
                  && Objects.equals(table.namespace(), id.namespace()))
          && !types(before.get(table)).equals(types(after.get(table)))) {
        return true;
      }
    }
    return false;
  }

  private static Map<String, String> types(ObjectTree table) {
    var types = new HashMap<String, String>();
    if (table != null) {
      table
          .node()
          .path("columns")
          .forEach(column -> types.put(column.path("name").asText(), column.path("type").asText()));
    }
    return types;
  }

  /** Whether there is another object under the same name. */
  private boolean replaced(ObjectId id) {
    Long was = id == null ? null : numberBefore.get(id);
    Long is = id == null ? null : identitiesAfter.of(id).orElse(null);
    return was != null && is != null && !was.equals(is);
  }

  /** Whether it was missing already and cannot come back: what it was part of is not there. */
  private boolean goneWithItsTable(ObjectId id, ObjectTree expected) {
    if (id.table() != null) {
      ObjectId table = relation(id);
      return table != null && (!after.containsKey(table) || replaced(table))
          || usesDroppedColumn(id, expected);
    }
    return id.namespace() != null
        && before.containsKey(id.place())
        && (!after.containsKey(id.place()) || replaced(id.place()));
  }

  private boolean usesDroppedColumn(ObjectId id, ObjectTree expected) {
    ObjectId table = relation(id);
    if (table == null || id.kind() != Kind.INDEX && id.kind() != Kind.CONSTRAINT) {
      return false;
    }
    Set<String> dropped = new HashSet<>(types(before.get(table)).keySet());
    dropped.removeAll(types(after.get(table)).keySet());
    dropped.removeAll(renaming.columnsOf(table).keySet());
    if (dropped.isEmpty()) {
      return false;
    }
    ObjectNode object = expected.node();
    var used = new HashSet<String>();
    object.path("columns").forEach(column -> used.add(column.asText()));
    object.path("include").forEach(column -> used.add(column.asText()));
    object.path("keys").forEach(key -> used.add(key.path("column").asText()));
    return used.stream().anyMatch(dropped::contains);
  }

  /** The relation of that name that was there before; null if there was none. */
  private ObjectId relation(ObjectId bound) {
    for (Kind kind : RELATIONS) {
      var relation = new ObjectId(kind, bound.namespace(), null, bound.table());
      if (before.containsKey(relation)) {
        return relation;
      }
    }
    return null;
  }

  private KeptDefinitions kept(ObjectId id) {
    return KeptDefinitions.of(
        id,
        numberBefore.get(id),
        identitiesBefore,
        identitiesAfter.of(id).orElse(null),
        identitiesAfter);
  }

  /** The columns that were dropped and added again, under the same name. */
  private Set<String> columnsMadeAnew(ObjectId id) {
    Long was = numberBefore.get(id);
    Long is = identitiesAfter.of(id).orElse(null);
    if (was == null || is == null) {
      return Set.of();
    }
    var madeAnew = new HashSet<String>();
    Map<Integer, String> earlier = identitiesBefore.columns(was);
    identitiesAfter
        .columns(is)
        .forEach(
            (number, name) -> {
              if (!earlier.containsKey(number)) {
                madeAnew.add(name);
              }
            });
    return madeAnew;
  }
}
