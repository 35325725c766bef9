package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.script.Dropped.What;
import java.util.stream.Stream;

/** A table loses its rows. */
final class RowsTruncated implements HazardRule {
  @Override
  public Stream<Hazard> check(ExaminedStatement statement) {
    return statement
        .taken(What.ROWS)
        .filter(LiveRelation::hasRows)
        .map(
            table ->
                new Hazard(
                    Hazard.Code.ROWS_TRUNCATED,
                    Severity.LOSES,
                    Basis.STATISTICS,
                    table.name(),
                    table.live(),
                    "%s loses %s.".formatted(table.name(), table.size()),
                    "Keep a copy (CREATE TABLE ... AS TABLE ...) if somebody may want them back."));
  }
}
