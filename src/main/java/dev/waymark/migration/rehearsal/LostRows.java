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
import java.util.Iterator;
import java.util.List;

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
    // They were asked for in this order; a statement may be about one table twice.
    Iterator<DataCheck> answers =
        data.stream()
            .filter(it -> it.statement() != null && it.statement() == statement.number())
            .iterator();
    List<Hazard> counted = new ArrayList<>();
    for (TouchedTable touched : statement.touched()) {
      if (!answers.hasNext()) {
        break;
      }
      of(touched, answers.next(), hazards, counted);
    }
    hazards.addAll(counted);
    return hazards;
  }

  private static void of(
      TouchedTable touched, DataCheck answer, List<Hazard> planned, List<Hazard> found) {
    boolean counted = answer.outcome() != Outcome.NOT_FINISHED;
    How how = touched.rows().how();
    if (how == How.DELETED && (counted || !touched.rows().isAll())) {
      replace(planned, Code.ROWS_DELETED, touched);
      RowsDeleted.of(touched.table(), answer.rows(), counted).ifPresent(found::add);
    } else if (how == How.EMPTIED && counted) {
      replace(planned, Code.ROWS_TRUNCATED, touched);
      RowsTruncated.of(touched.table(), answer.rows()).ifPresent(found::add);
    }
  }

  private static void replace(List<Hazard> planned, Code code, TouchedTable touched) {
    planned.removeIf(it -> it.code() == code && touched.table().name().equals(it.object()));
  }
}
