package dev.waymark.migration.flyway;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.Migration;
import dev.waymark.migration.script.Objection;
import dev.waymark.migration.script.ScriptReview;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.stream.Stream;
import org.flywaydb.core.api.FlywayException;

/**
 * A script that waits to be applied, as its name and its text show it.
 *
 * @param migration what it is
 * @param review what is known of its text; empty where it is no script, or one that cannot be read
 * @param reading asks Flyway to take it apart, which throws what Flyway has against it
 */
record WaitingScript(Migration migration, Optional<ScriptReview> review, Runnable reading) {

  /** Why it cannot go well; empty if nothing is known against it. */
  List<InvalidMigration> objections(InvalidScripts words) {
    return objections(words, objection -> true);
  }

  /**
   * The same where not everything is known that will be when it runs.
   *
   * @param certain whether what its text says would be said then, too
   */
  List<InvalidMigration> objections(InvalidScripts words, Predicate<Objection> certain) {
    List<InvalidMigration> objections =
        Stream.concat(
                words.downFile(migration).stream(),
                review.stream()
                    .flatMap(it -> it.objections().stream())
                    .filter(certain)
                    .map(objection -> words.objected(migration, objection)))
            .toList();
    if (!objections.isEmpty()) {
      return objections;
    }
    try {
      reading.run();
      return List.of();
    } catch (FlywayException exception) {
      // A placeholder without a value, or statements that Flyway knows not to share a transaction.
      return List.of(words.unreadable(migration.version(), migration.script(), exception));
    }
  }
}
