package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.script.Dropped;
import dev.waymark.migration.script.Dropped.Named;
import dev.waymark.migration.script.Dropped.What;
import dev.waymark.migration.script.Renamed;
import dev.waymark.migration.script.StatementFacts;
import dev.waymark.migration.script.TouchedRows;
import dev.waymark.migration.script.UsedRelation;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * What the names of statements stand for in the live database: what an earlier one drops is not
 * there any more for a later one, and what it renames is there under another name.
 */
final class Names {
  private record Place(String relation, String column) {}

  /**
   * @param schema where it is; null where names without a schema are looked for
   */
  private record Moved(String schema, LiveRelation relation) {
    boolean isMeant(Named named) {
      if (schema == null || schema.equals(named.schema())) {
        return true;
      }
      // Where the connection looks is not known here, and the schema "public" is nearly always in
      // it.
      List<String> path = named.path() == null ? List.of(PUBLIC) : named.path();
      return named.schema() == null && path.contains(schema);
    }
  }

  private static final String PUBLIC = "public";

  private final Function<Named, Optional<LiveRelation>> live;

  /**
   * Relations whose rows are lost, or that are lost themselves, by the names that they have now.
   */
  private final Set<String> lost = new HashSet<>();

  /** Relations that have another name by then. */
  private final Set<String> away = new HashSet<>();

  private final Map<String, Moved> moved = new HashMap<>();
  private final Set<Place> columnsAway = new HashSet<>();
  private final Map<Place, String> columnsMoved = new HashMap<>();

  /**
   * @param live what is there under a name before the first statement runs
   */
  Names(Function<Named, Optional<LiveRelation>> live) {
    this.live = live;
  }

  /** The table whose rows are touched; empty where none is known to be there. */
  Optional<LiveRelation> find(TouchedRows touched) {
    return find(touched.table())
        .filter(it -> it.table() && !lost.contains(it.name()))
        .map(it -> touched.only() ? it.alone() : it);
  }

  /** The relation that is used; empty where none is known to be there. */
  Optional<LiveRelation> find(UsedRelation used) {
    return find(used.relation());
  }

  /** What is taken away, or loses something; empty where nothing is known to be there. */
  Optional<LiveRelation> find(Dropped dropped) {
    return find(dropped.table())
        .filter(it -> !lost.contains(it.name()))
        .map(it -> dropped.only() ? it.alone() : it);
  }

  /** The column's name now; empty if it is none of those that are there. */
  Optional<String> column(LiveRelation table, String column) {
    var place = new Place(table.name(), column);
    String before = columnsMoved.get(place);
    if (before != null) {
      return Optional.of(before);
    }
    return columnsAway.contains(place) || !table.columns().contains(column)
        ? Optional.empty()
        : Optional.of(column);
  }

  /** The statement has run. */
  void after(StatementFacts statement) {
    for (Dropped dropped : statement.dropped()) {
      find(dropped.table()).ifPresent(relation -> after(dropped, relation));
    }
    for (Renamed renamed : statement.renamed()) {
      find(renamed.table()).ifPresent(relation -> after(renamed, relation));
    }
  }

  private void after(Dropped dropped, LiveRelation relation) {
    if (dropped.what() == What.COLUMN) {
      var place = new Place(relation.name(), dropped.column());
      columnsMoved.remove(place);
      columnsAway.add(place);
      return;
    }
    lost.add(relation.name());
    if (dropped.what() != What.ROWS) {
      away.add(relation.name());
      moved.remove(dropped.table().name());
    }
  }

  private void after(Renamed renamed, LiveRelation relation) {
    if (renamed.column() != null) {
      var place = new Place(relation.name(), renamed.column());
      column(relation, renamed.column())
          .ifPresent(it -> columnsMoved.put(new Place(relation.name(), renamed.toName()), it));
      columnsMoved.remove(place);
      columnsAway.add(place);
      return;
    }
    String name = renamed.table().name();
    moved.remove(name);
    away.add(relation.name());
    moved.put(
        renamed.toName() == null ? name : renamed.toName(),
        new Moved(
            renamed.toSchema() == null ? renamed.table().schema() : renamed.toSchema(), relation));
  }

  private Optional<LiveRelation> find(Named named) {
    Moved there = moved.get(named.name());
    return there != null && there.isMeant(named)
        ? Optional.of(there.relation())
        : live.apply(named).filter(it -> !away.contains(it.name()));
  }
}
