package dev.waymark.migration.run;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import dev.waymark.migration.MigrationException.BaselineRequired;
import dev.waymark.migration.MigrationException.HistoryRefused;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationException.NoMigrations;
import dev.waymark.migration.MigrationException.NoSchema;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.MigrationException.ShuttingDown;
import dev.waymark.migration.MigrationException.SourceUnreadable;
import dev.waymark.migration.MigrationException.TargetUnknown;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.Refusal;

/** Why a run was refused, as it is kept with the run. */
final class Refusals {
  private Refusals() {}

  static Refusal of(RuntimeException refusal) {
    String message = refusal.getMessage();
    if (refusal instanceof Invalid invalid) {
      return new Refusal("migrations-invalid", message, null, invalid.migrations());
    }
    if (refusal instanceof TargetUnknown unknown) {
      return new Refusal(
          "target-unknown", message, "The versions are " + unknown.versions() + ".", null);
    }
    if (refusal instanceof NoMigrations none) {
      return new Refusal("no-migrations", message, none.hint(), null);
    }
    if (refusal instanceof NoSchema none) {
      return new Refusal("no-schema", message, none.hint(), null);
    }
    if (refusal instanceof SourceUnreadable) {
      return new Refusal("migrations-unreadable", message, null, null);
    }
    if (refusal instanceof BaselineRequired) {
      return new Refusal("baseline-required", message, null, null);
    }
    if (refusal instanceof HistoryRefused refused) {
      return new Refusal("history-refused", message, refused.hint(), null);
    }
    if (refusal instanceof RunInProgress) {
      return new Refusal("run-in-progress", message, null, null);
    }
    if (refusal instanceof ShuttingDown) {
      return new Refusal("shutting-down", message, null, null);
    }
    if (refusal instanceof DatabaseException database) {
      return new Refusal(
          reason(database.failure()),
          database.failure().sentence() + " The driver says: " + database.driverMessage(),
          database.failure().remedy(),
          null);
    }
    return new Refusal("request-refused", message, null, null);
  }

  /** The same type as told to whoever waited for it. */
  private static String reason(ConnectionFailure failure) {
    return switch (failure) {
      case UNREACHABLE, HOST_UNKNOWN, CONNECTIONS_EXHAUSTED, POOLER_EXHAUSTED ->
          "database-unreachable";
      case CREDENTIALS_REFUSED,
          HANDSHAKE_REFUSED,
          TLS_FILE_UNUSABLE,
          DATABASE_MISSING,
          SETTING_REFUSED,
          POOLER_SETTING_REFUSED,
          STATEMENT_POOLING ->
          "database-refused";
      case PRIVILEGE_MISSING -> "privilege-missing";
      case TEXT_UNREADABLE -> "text-unreadable";
      case MEMORY_EXHAUSTED -> "memory-exhausted";
      case OTHER -> "database-error";
    };
  }

  /** What is kept of a mistake of Waymark's own: its log has the rest. */
  static MigrationFailure unexpected(Throwable thrown) {
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
