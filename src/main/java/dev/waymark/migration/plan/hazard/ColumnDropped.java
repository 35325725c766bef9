package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.observation.Live;
import dev.waymark.migration.script.Dropped;
import dev.waymark.migration.script.Dropped.What;
import java.util.Optional;
import java.util.stream.Stream;

/** A column goes with its values. */
public final class ColumnDropped implements HazardRule {
  @Override
  public Stream<Hazard> check(ExaminedStatement statement) {
    return statement.facts().dropped().stream()
        .filter(dropped -> dropped.what() == What.COLUMN)
        .flatMap(dropped -> hazard(statement, dropped).stream());
  }

  private static Optional<Hazard> hazard(ExaminedStatement statement, Dropped dropped) {
    return statement
        .names()
        .find(dropped)
        .filter(LiveRelation::hasRows)
        .flatMap(
            table ->
                statement.names().column(table, dropped.column()).map(it -> hazard(table, it)));
  }

  private static Hazard hazard(LiveRelation table, String column) {
    return hazard(Basis.STATISTICS, table.name(), column, table.live());
  }

  /** A column was seen to be dropped: by a cascade, or in code. */
  public static Optional<Hazard> of(String table, String column, Live live) {
    return live == null || live.rows() == 0
        ? Optional.empty()
        : Optional.of(hazard(Basis.REHEARSAL, table, column, live));
  }

  private static Hazard hazard(Basis basis, String table, String column, Live live) {
    return new Hazard(
        Hazard.Code.COLUMN_DROPPED,
        Severity.LOSES,
        basis,
        table + "." + column,
        live,
        "The column %s of %s is dropped with its values in %s."
            .formatted(column, table, Sizes.of(live)),
        "Drop it in a later release than the last one that reads or writes it.");
  }
}
