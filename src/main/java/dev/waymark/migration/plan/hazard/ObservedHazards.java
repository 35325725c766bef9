package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.observation.HeldLock;
import dev.waymark.migration.observation.Observation;
import dev.waymark.schema.comparison.ObjectChange;
import java.util.List;

/** Looks for hazards in what was seen when migrations were tried. */
public final class ObservedHazards {
  private static final List<ObservedRule> STATEMENTS =
      List.of(
          new TableRewritten(),
          new IndexRebuilt(),
          new WorkUnderLock(),
          new LockHeldWhileWorking(),
          new OtherTableLocked());

  private static final List<ChangeRule> CHANGES =
      List.of(new TakenAlong(), new ClientsBroken(), new AccessChanged(), new GuardRemoved());

  private ObservedHazards() {}

  /**
   * Those of one statement.
   *
   * @param heldBefore the locks of earlier statements that are still held
   */
  public static List<Hazard> of(String sql, Observation seen, List<HeldLock> heldBefore) {
    var statement = new ObservedStatement(sql, seen, heldBefore);
    return STATEMENTS.stream().flatMap(rule -> rule.check(statement)).toList();
  }

  /**
   * Those of a migration as a whole.
   *
   * @param changes what it changed of what was there before the first script
   * @param text its statements
   */
  public static List<Hazard> of(List<ObjectChange> changes, String text) {
    var schema = new ChangedSchema(changes, text);
    return CHANGES.stream().flatMap(rule -> rule.check(schema)).distinct().toList();
  }
}
