package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.observation.Live;
import dev.waymark.migration.observation.TouchedRelation;
import dev.waymark.migration.script.Dropped.What;
import java.util.Optional;
import java.util.stream.Stream;

/** A table loses its rows. */
public final class RowsTruncated implements HazardRule {
  @Override
  public Stream<Hazard> check(ExaminedStatement statement) {
    return statement
        .taken(What.ROWS)
        .filter(LiveRelation::hasRows)
        .map(it -> hazard(Basis.STATISTICS, it.name(), it.live(), it.size()));
  }

  /** What the rows of a table have answered: there are so many. */
  public static Optional<Hazard> of(LiveRelation table, long rows) {
    return rows == 0
        ? Optional.empty()
        : Optional.of(
            hazard(
                Basis.DATA,
                table.name(),
                table.live(),
                "%,d %s".formatted(rows, rows == 1 ? "row" : "rows")));
  }

  /** A table was seen to be emptied: by a cascade, or in code. */
  public static Optional<Hazard> of(TouchedRelation seen) {
    return seen.live() == null || seen.live().rows() == 0
        ? Optional.empty()
        : Optional.of(hazard(Basis.REHEARSAL, seen.relation(), seen.live(), Sizes.of(seen.live())));
  }

  private static Hazard hazard(Basis basis, String table, Live live, String lost) {
    return new Hazard(
        Hazard.Code.ROWS_TRUNCATED,
        Severity.LOSES,
        basis,
        table,
        live,
        "%s loses %s.".formatted(table, lost),
        "Keep a copy (CREATE TABLE ... AS TABLE ...) if somebody may want them back.");
  }
}
