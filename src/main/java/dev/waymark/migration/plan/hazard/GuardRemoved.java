package dev.waymark.migration.plan.hazard;

import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.schema.comparison.ObjectChange.Change;
import java.util.Set;
import java.util.stream.Stream;

/** What kept rows right is not there any more, or does not act. */
public final class GuardRemoved implements ChangeRule {
  private static final Set<String> GUARDS = Set.of("constraint", "trigger", "event trigger");

  private static final Set<String> SWITCHES =
      Set.of("enabled", "triggersEnabled", "enforced", "validated");

  @Override
  public Stream<Hazard> check(ChangedSchema schema) {
    return schema.changes().stream()
        .filter(it -> GUARDS.contains(it.kind()))
        .flatMap(GuardRemoved::hazards);
  }

  private static Stream<Hazard> hazards(ObjectChange change) {
    if (change.change() == Change.DROPPED) {
      return Stream.of(hazard(change, "is dropped"));
    }
    return change.attributes().stream()
        .filter(it -> SWITCHES.contains(it.attribute()))
        .filter(it -> it.after() != null)
        .filter(it -> it.after().asText().matches("false|disabled|D"))
        .map(it -> hazard(change, "does not act any more (%s)".formatted(it.attribute())));
  }

  private static Hazard hazard(ObjectChange change, String what) {
    return new Hazard(
        Hazard.Code.GUARD_REMOVED,
        Severity.NOTICE,
        Basis.REHEARSAL,
        change.object(),
        null,
        "The %s %s %s.".formatted(change.kind(), change.object(), what),
        "Make sure that something else keeps the rows right.");
  }

  /** The session takes its writes for those of a replica, which nothing checks. */
  public static Hazard ofReplicas() {
    return new Hazard(
        Hazard.Code.GUARD_REMOVED,
        Severity.NOTICE,
        Basis.REHEARSAL,
        "session_replication_role",
        null,
        "From here on no foreign key and no ordinary trigger acts on what the script writes.",
        "Set it back to origin right after the rows that need it, and look for orphans.");
  }
}
