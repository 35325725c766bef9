package dev.waymark.verification.finding;

import dev.waymark.schema.EventTrigger;
import dev.waymark.schema.Trigger;
import java.net.URI;
import java.util.stream.Stream;

/**
 * A trigger, of a table or for events, that somebody switched off. One that fires only while
 * replicating is somebody's choice and none of these.
 */
final class TriggerDisabled implements Rule {
  @Override
  public String code() {
    return "trigger-disabled";
  }

  @Override
  public Severity severity() {
    return Severity.WARNING;
  }

  @Override
  public String summary() {
    return "A trigger that is switched off.";
  }

  @Override
  public URI documentation() {
    return Rule.manual("sql-altertable.html#SQL-ALTERTABLE-DESC-DISABLE-ENABLE-TRIGGER");
  }

  private static final String DISABLED = "disabled";
  private static final String HINT =
      "Switch it on, or drop it if it is not wanted. What it would have done meanwhile is not done"
          + " afterwards.";

  @Override
  public Stream<Finding> check(Examined examined) {
    Quoting quoting = examined.quoting();
    return Stream.concat(
        examined
            .all(Trigger.class)
            .filter(trigger -> trigger.enabled().equals(DISABLED))
            .filter(trigger -> !reportedOfParent(examined, trigger))
            .map(
                trigger ->
                    Finding.of(
                        this,
                        trigger,
                        null,
                        "The trigger is switched off and never fires.",
                        HINT,
                        String.format(
                            "ALTER TABLE %s ENABLE TRIGGER %s;",
                            quoting.tableOf(trigger), quoting.name(trigger.name())))),
        examined
            .all(EventTrigger.class)
            .filter(trigger -> trigger.enabled().equals(DISABLED))
            .map(
                trigger ->
                    Finding.of(
                        this,
                        trigger,
                        null,
                        "The event trigger is switched off and never fires.",
                        HINT,
                        "ALTER EVENT TRIGGER " + quoting.name(trigger.name()) + " ENABLE;")));
  }

  private static boolean reportedOfParent(Examined examined, Trigger trigger) {
    return trigger.inherited()
        && examined.tableOf(trigger).stream()
            .flatMap(examined::parents)
            .flatMap(parent -> examined.triggers(parent).stream())
            .anyMatch(
                parent ->
                    parent.name().equals(trigger.name()) && parent.enabled().equals(DISABLED));
  }
}
