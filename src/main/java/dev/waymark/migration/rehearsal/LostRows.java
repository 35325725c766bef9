package dev.waymark.migration.rehearsal;

import dev.waymark.migration.plan.PlannedStatement;
import dev.waymark.migration.plan.hazard.Hazard;
import dev.waymark.migration.plan.hazard.Hazard.Code;
import dev.waymark.migration.plan.hazard.RowsDeleted;
import dev.waymark.migration.plan.hazard.RowsTruncated;
import dev.waymark.migration.plan.hazard.TouchedTable;
import dev.waymark.migration.rehearsal.data.DataCheck;
import dev.waymark.migration.rehearsal.data.DataCheck.Outcome;
import dev.waymark.migration.script.TouchedRows.How;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Puts what was counted in the place of what the statistics said of rows that are lost. */
final class LostRows {
  private LostRows() {}

  /**
   * The hazards of a statement as its plan has them, save for what was counted since.
   *
   * @param data the answers of the live rows to its script
   */
  static List<Hazard> of(PlannedStatement statement, List<DataCheck> data) {
    List<Hazard> hazards = new ArrayList<>(statement.hazards());
    for (TouchedTable touched : statement.touched()) {
      String table = touched.table().name();
      Optional<DataCheck> answer =
          data.stream()
              .filter(it -> it.statement() != null && it.statement() == statement.number())
              .filter(it -> it.object().equals(table))
              .findFirst();
      How how = touched.rows().how();
      if (answer.isEmpty() || how == How.UPDATED) {
        continue;
      }
      boolean counted = answer.get().outcome() != Outcome.NOT_FINISHED;
      Long rows = answer.get().rows();
      if (how == How.DELETED && (counted || !touched.rows().isAll())) {
        replace(hazards, Code.ROWS_DELETED, table, RowsDeleted.of(touched.table(), rows, counted));
      } else if (how == How.EMPTIED && counted) {
        replace(hazards, Code.ROWS_TRUNCATED, table, RowsTruncated.of(touched.table(), rows));
      }
    }
    return hazards;
  }

  private static void replace(
      List<Hazard> hazards, Code code, String table, Optional<Hazard> counted) {
    hazards.removeIf(it -> it.code() == code && table.equals(it.object()));
    counted.ifPresent(hazards::add);
  }
}
