package dev.waymark;

import dev.waymark.migration.MigrationSource;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.nio.file.Files;

/** Ends the start, with one line that says what to set, when there are no migrations to run. */
final class MigrationSourceCheck {

  void check(
      @Observes @Priority(DatabaseAddressCheck.PRIORITY) StartupEvent event,
      WaymarkConfiguration configuration) {
    check(configuration);
  }

  static void check(WaymarkConfiguration configuration) {
    if (source(configuration) instanceof MigrationSource.Folder folder
        && !Files.isDirectory(folder.path())) {
      throw new ConfigurationException(
          "WAYMARK_MIGRATIONS names %s, which is no folder that can be read."
              .formatted(folder.path().toAbsolutePath()));
    }
  }

  /**
   * Where the migrations are. Flyway is set up before anything observes the start, so whoever asks
   * first gets the one line.
   *
   * @throws ConfigurationException if the configuration does not say
   */
  static MigrationSource source(WaymarkConfiguration configuration) {
    String location =
        configuration
            .migrations()
            .orElseThrow(
                () ->
                    new ConfigurationException(
                        "No migrations are given. Set WAYMARK_MIGRATIONS to the folder that holds"
                            + " them, such as /migrations."));
    try {
      return MigrationSource.parse(location);
    } catch (IllegalArgumentException exception) {
      throw new ConfigurationException("WAYMARK_MIGRATIONS: " + exception.getMessage());
    }
  }
}
