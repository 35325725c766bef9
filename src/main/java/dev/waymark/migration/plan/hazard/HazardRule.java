package dev.waymark.migration.plan.hazard;

import java.util.stream.Stream;

/** Finds one kind of hazard in one statement. */
sealed interface HazardRule
    permits ColumnDropped, NameCut, RowsDeleted, RowsTruncated, TableDropped, UsedIndexDropped {
  /** What will happen; nothing if nothing will. */
  Stream<Hazard> check(ExaminedStatement statement);
}
