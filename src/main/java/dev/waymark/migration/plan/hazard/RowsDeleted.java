package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.observation.Live;
import dev.waymark.migration.script.TouchedRows.How;
import java.util.Optional;
import java.util.stream.Stream;

/** Rows of a table are deleted. */
public final class RowsDeleted implements HazardRule {
  /** Without a condition it is certain; else the rows themselves are asked. */
  @Override
  public Stream<Hazard> check(ExaminedStatement statement) {
    return statement.facts().touched().stream()
        .filter(rows -> rows.how() == How.DELETED && rows.isAll())
        .flatMap(rows -> statement.names().find(rows).stream())
        .filter(LiveRelation::hasRows)
        .map(
            table ->
                hazard(
                    Basis.STATISTICS,
                    table.name(),
                    table.live(),
                    "All rows of %s (%s) are deleted.".formatted(table.name(), table.size())));
  }

  /**
   * What the rows of a table have answered.
   *
   * @param rows how many are deleted, or PostgreSQL's estimate; null if that is not known
   * @param counted whether they were counted
   */
  public static Optional<Hazard> of(LiveRelation table, Long rows, boolean counted) {
    if (rows == null ? !table.hasRows() : rows == 0 && counted) {
      return Optional.empty();
    }
    String detail =
        rows == null
            ? "Rows of %s (%s) are deleted; how many, is not known."
                .formatted(table.name(), table.size())
            : "%s%,d %s of %s %s deleted."
                .formatted(
                    counted ? "" : "About ",
                    rows,
                    rows == 1 ? "row" : "rows",
                    table.name(),
                    rows == 1 ? "is" : "are");
    return Optional.of(
        hazard(counted ? Basis.DATA : Basis.STATISTICS, table.name(), table.live(), detail));
  }

  private static Hazard hazard(Basis basis, String table, Live live, String detail) {
    return new Hazard(
        Hazard.Code.ROWS_DELETED,
        Severity.LOSES,
        basis,
        table,
        live,
        detail,
        "Keep a copy (CREATE TABLE ... AS SELECT ...) if somebody may want them back.");
  }
}
