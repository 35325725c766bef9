package dev.waymark.migration.run;

import dev.waymark.database.DatabaseException;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.Refusal;

/** Why a run was refused, as it is kept with the run: the words of the problem that is answered. */
public final class Refusals {
  private Refusals() {}

  /** What is kept of what refused it. */
  public static Refusal of(RuntimeException refusal) {
    if (refusal instanceof MigrationException known) {
      return new Refusal(
          known.type(),
          known.getMessage(),
          known.hint(),
          known instanceof Invalid invalid ? invalid.migrations() : null);
    }
    if (refusal instanceof DatabaseException database) {
      return new Refusal(
          database.failure().type(), database.detail(), database.failure().remedy(), null);
    }
    return new Refusal("request-refused", refusal.getMessage(), null, null);
  }

  /** What is kept of a mistake of Waymark's own: its log has the rest. */
  public static MigrationFailure unexpected(Throwable thrown) {
    return new MigrationFailure(
        null,
        null,
        null,
        null,
        null,
        "Waymark failed: " + thrown.getClass().getSimpleName() + ". Its log says more.",
        null,
        null,
        true);
  }
}
