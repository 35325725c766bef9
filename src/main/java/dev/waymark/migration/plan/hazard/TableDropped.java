package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.observation.Live;
import dev.waymark.migration.script.Dropped.What;
import java.util.Optional;
import java.util.stream.Stream;

/** A table goes with its rows. */
public final class TableDropped implements HazardRule {
  @Override
  public Stream<Hazard> check(ExaminedStatement statement) {
    return statement
        .taken(What.TABLE)
        .filter(LiveRelation::hasRows)
        .map(table -> hazard(Basis.STATISTICS, table.name(), table.live()));
  }

  /** A table was seen to be dropped: by a cascade, or in code. */
  public static Optional<Hazard> of(String table, Live live) {
    return live == null || live.rows() == 0
        ? Optional.empty()
        : Optional.of(hazard(Basis.REHEARSAL, table, live));
  }

  private static Hazard hazard(Basis basis, String table, Live live) {
    return new Hazard(
        Hazard.Code.TABLE_DROPPED,
        Severity.LOSES,
        basis,
        table,
        live,
        "%s is dropped with %s.".formatted(table, Sizes.of(live)),
        "Rename it first, and drop it in a later release, when no application has missed it.");
  }
}
