package dev.waymark.migration.plan.hazard;

import java.util.stream.Stream;

/** Finds one kind of hazard in what a migration was seen to make of the schema. */
sealed interface ChangeRule permits AccessChanged, ClientsBroken, GuardRemoved, TakenAlong {
  /** What will be; nothing if nothing will. */
  Stream<Hazard> check(ChangedSchema schema);
}
