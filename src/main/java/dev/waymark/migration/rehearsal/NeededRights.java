package dev.waymark.migration.rehearsal;

import dev.waymark.migration.plan.PlannedStatement;
import dev.waymark.migration.plan.hazard.NeededRight;
import dev.waymark.migration.script.QualifiedNames;
import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Kind;
import dev.waymark.schema.ObjectId;
import dev.waymark.schema.ObjectTree;
import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.schema.comparison.ObjectChange.Change;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * What a script needs to be allowed in the live database, by what it was seen to change in the copy
 * and by what its statements name. Where PostgreSQL may ask less than that, nothing is said: what
 * goes with something else, what only shows another name, and what functions do with the rights of
 * their owners.
 */
final class NeededRights {
  private final KnownLive known;

  /**
   * @param first the copy before the first script, which has the names of the live database
   * @param live what the live database has
   * @param standIns which role stands for which in the copy
   */
  NeededRights(
      IdentifiedSchema first, Map<ObjectId, ObjectTree> live, Map<String, String> standIns) {
    this.known = new KnownLive(first, live, standIns);
  }

  /**
   * What one script needs.
   *
   * @param before what was there before it
   * @param now what is there after it
   * @param seen what was seen of it
   * @param statements its own, as they are planned
   */
  Set<NeededRight> of(
      IdentifiedSchema before,
      IdentifiedSchema now,
      Iterable<ObjectChange> changes,
      SeenMigration seen,
      List<PlannedStatement> statements) {
    String text = statements.stream().map(PlannedStatement::sql).collect(Collectors.joining("\n"));
    if (actsForOthers(before, text)) {
      return Set.of();
    }
    Map<String, ObjectId> was = named(before);
    Map<String, ObjectId> is = named(now);
    var script = new ScriptNeeds(known, before, now, seen, text);
    for (ObjectChange change : changes) {
      String from = change.from() == null ? change.object() : change.from();
      ObjectId old = was.get(change.kind() + " " + from);
      ObjectId current = is.get(change.kind() + " " + change.object());
      if (change.change() == Change.ADDED && current != null) {
        script.added(current);
      } else if (change.change() == Change.DROPPED && old != null) {
        script.dropped(old);
      } else if (old != null && current != null) {
        script.changed(change, old, current);
      }
    }
    for (PlannedStatement statement : statements) {
      statement.touched().forEach(script::touches);
      statement.used().forEach(script::uses);
      QualifiedNames.of(statement.sql()).forEach(script::names);
    }
    return script.needed();
  }

  private static Map<String, ObjectId> named(IdentifiedSchema moment) {
    Map<String, ObjectId> named = new HashMap<>();
    moment.objects().keySet().forEach(id -> named.put(id.toString(), id));
    return named;
  }

  /** Whether it names a function that is executed with its owner's rights. */
  private static boolean actsForOthers(IdentifiedSchema before, String text) {
    return before.objects().entrySet().stream()
        .filter(it -> it.getKey().kind() == Kind.FUNCTION || it.getKey().kind() == Kind.PROCEDURE)
        .filter(it -> it.getValue().node().path("securityDefiner").asBoolean(false))
        .anyMatch(it -> ScriptNeeds.names(text, it.getKey()));
  }
}
