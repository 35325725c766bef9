package dev.waymark;

import dev.waymark.database.DatabaseAddresses;
import dev.waymark.database.InvalidConnectionUrlException;
import dev.waymark.migration.MigrationSource;
import io.quarkus.runtime.PreventFurtherStepsException;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import java.nio.file.Files;

/** Refuses to start where the service could do nothing, with one line that says what to set. */
@ApplicationScoped
class StartupChecks {
  /** The exit code for a wrong configuration, as sysexits.h has it. */
  static final int EX_CONFIG = 78;

  private static final int BEFORE_EVERYTHING = 0;

  void onStart(
      @Observes @Priority(BEFORE_EVERYTHING) StartupEvent event,
      WaymarkConfiguration configuration,
      Instance<DatabaseAddresses> addresses) {
    requireMigrations(configuration);
    requireAddresses(addresses);
  }

  private static void requireMigrations(WaymarkConfiguration configuration) {
    String location =
        configuration
            .migrations()
            .orElseThrow(
                () ->
                    refusal(
                        "WAYMARK_MIGRATIONS is not set. Name the folder that holds the migrations,"
                            + " such as WAYMARK_MIGRATIONS=/migrations."));
    MigrationSource source;
    try {
      source = MigrationSource.parse(location);
    } catch (IllegalArgumentException exception) {
      throw refusal("WAYMARK_MIGRATIONS: " + exception.getMessage());
    }
    if (source instanceof MigrationSource.Folder folder && !Files.isDirectory(folder.path())) {
      throw refusal(
          "WAYMARK_MIGRATIONS names %s, which is no folder."
              .formatted(folder.path().toAbsolutePath()));
    }
  }

  private static void requireAddresses(Instance<DatabaseAddresses> addresses) {
    try {
      if (addresses.get().pooled().isEmpty()) {
        throw refusal(
            "DATABASE_URL is not set. Name the database, such as"
                + " DATABASE_URL=postgresql://user:password@host:5432/database.");
      }
    } catch (InvalidConnectionUrlException exception) {
      throw refusal(exception.getMessage());
    }
  }

  private static PreventFurtherStepsException refusal(String message) {
    return new PreventFurtherStepsException("Waymark does not start: " + message, EX_CONFIG);
  }
}
