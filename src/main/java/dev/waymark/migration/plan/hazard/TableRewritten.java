package dev.waymark.migration.plan.hazard;

import java.util.stream.Stream;

/** All rows of a table are written anew. */
final class TableRewritten implements ObservedRule {
  @Override
  public Stream<Hazard> check(ObservedStatement statement) {
    return statement.seen().rewrites().stream()
        .filter(table -> table.live() != null && table.live().rows() > 0)
        .map(
            table ->
                new Hazard(
                    Hazard.Code.TABLE_REWRITTEN,
                    ObservedStatement.severity(table.live()),
                    Basis.REHEARSAL,
                    table.relation(),
                    table.live(),
                    "All of %s (%s) is written anew, with its indexes; no other session can read or write it meanwhile."
                        .formatted(table.relation(), Sizes.of(table.live())),
                    hint(statement)));
  }

  private static String hint(ObservedStatement statement) {
    if (statement.says("TYPE")) {
      return "Add a column of the new type, fill it in batches, and let programs change over.";
    }
    if (statement.says("ADD")) {
      return "Add the column without that default, set the default, and fill it in batches.";
    }
    return "Do it when no application needs the table.";
  }
}
