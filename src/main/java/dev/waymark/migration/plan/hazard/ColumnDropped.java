package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.script.Dropped;
import dev.waymark.migration.script.Dropped.What;
import java.util.Optional;
import java.util.stream.Stream;

/** A column goes with its values. */
final class ColumnDropped implements HazardRule {
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
    return new Hazard(
        Hazard.Code.COLUMN_DROPPED,
        Severity.LOSES,
        Basis.STATISTICS,
        table.name() + "." + column,
        table.live(),
        "The column %s of %s is dropped with its values in %s."
            .formatted(column, table.name(), table.size()),
        "Drop it in a later release than the last one that reads or writes it.");
  }
}
