package dev.waymark.settings;

import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.MigrationSource;
import dev.waymark.migration.flyway.SourceContents;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.nio.file.Files;
import java.util.List;

/** Ends the start, with one line that says what to set, when there are no migrations to run. */
public final class MigrationSourceCheck {
  private MigrationSourceCheck() {}

  /** A server that has nothing to apply would call every database up to date. */
  public static void requireMigrations(WaymarkConfiguration configuration) {
    try {
      if (!configuration.allowEmpty()) {
        SourceContents.lacking(source(configuration))
            .ifPresent(
                none -> {
                  throw new ConfigurationException(none.getMessage() + " " + none.hint());
                });
      }
    } catch (MigrationException.SourceUnreadable unreadable) {
      throw new ConfigurationException("WAYMARK_MIGRATIONS: " + unreadable.getMessage());
    }
  }

  public static void check(WaymarkConfiguration configuration) {
    if (settings(configuration).source() instanceof MigrationSource.Folder folder
        && !Files.isDirectory(folder.path())) {
      throw new ConfigurationException(
          "WAYMARK_MIGRATIONS names %s, which is no folder that can be read."
              .formatted(folder.path().toAbsolutePath()));
    }
  }

  /**
   * How migrations are found and applied.
   *
   * @throws ConfigurationException if the configuration does not say, or asks for what cannot be
   */
  public static MigrationSettings settings(WaymarkConfiguration configuration) {
    MigrationSource source = source(configuration);
    try {
      return new MigrationSettings(
          source,
          configuration.schemas().orElse(List.of()),
          configuration.historyTable(),
          configuration.placeholders(),
          configuration.outOfOrder(),
          configuration.allowEmpty());
    } catch (IllegalArgumentException exception) {
      throw new ConfigurationException(exception.getMessage());
    }
  }

  /**
   * Where the migrations are. Flyway is set up before anything observes the start, so the one that
   * asks first gets the one line.
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
