package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.script.Dropped.What;
import java.util.stream.Stream;

/** An index goes that queries have used. */
final class UsedIndexDropped implements HazardRule {
  @Override
  public Stream<Hazard> check(ExaminedStatement statement) {
    return statement
        .taken(What.INDEX)
        .filter(index -> !index.table() && index.scans() > 0)
        .map(
            index ->
                new Hazard(
                    Hazard.Code.USED_INDEX_DROPPED,
                    Severity.NOTICE,
                    Basis.STATISTICS,
                    index.name(),
                    null,
                    "%s is dropped, and was used %,d times since its statistics began."
                        .formatted(index.name(), index.scans()),
                    "Look whether another index serves the queries that use it."));
  }
}
