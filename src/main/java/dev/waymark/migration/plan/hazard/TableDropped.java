package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.script.Dropped.What;
import java.util.stream.Stream;

/** A table goes with its rows. */
final class TableDropped implements HazardRule {
  @Override
  public Stream<Hazard> check(ExaminedStatement statement) {
    return statement
        .taken(What.TABLE)
        .filter(LiveRelation::hasRows)
        .map(
            table ->
                new Hazard(
                    Hazard.Code.TABLE_DROPPED,
                    Severity.LOSES,
                    Basis.STATISTICS,
                    table.name(),
                    table.live(),
                    "%s is dropped with %s.".formatted(table.name(), table.size()),
                    "Rename it first, and drop it in a later release, when nobody has missed it."));
  }
}
