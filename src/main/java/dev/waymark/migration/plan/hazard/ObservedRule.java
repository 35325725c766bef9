package dev.waymark.migration.plan.hazard;

import java.util.stream.Stream;

/** Finds one kind of hazard in what one statement was seen to do. */
sealed interface ObservedRule
    permits IndexRebuilt, LockHeldWhileWorking, OtherTableLocked, TableRewritten, WorkUnderLock {
  /** What will happen; nothing if nothing will. */
  Stream<Hazard> check(ObservedStatement statement);
}
