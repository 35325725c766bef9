package dev.waymark.migration.flyway;

import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.MigrationSource;
import dev.waymark.verification.expectation.Replay;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.StringJoiner;
import org.flywaydb.core.extensibility.AppliedMigration;

/** Replays with Flyway itself, in the order in which the live database got its migrations. */
public final class FlywayReplay implements Replay {
  private final FlywayEngine engine;
  private final MigrationSettings settings;

  /**
   * @param engine Flyway on the direct connection
   * @param settings the settings it was set to
   */
  public FlywayReplay(FlywayEngine engine, MigrationSettings settings) {
    this.engine = engine;
    this.settings = settings;
  }

  @Override
  public Plan plan(Connection live) throws SQLException {
    History history = History.read(live, settings);
    StringJoiner key = new StringJoiner("\n");
    key.add(settings.toString()).add(history.qualifiedTable()).add(history.user());
    for (AppliedMigration row : history.rows()) {
      key.add(
          "%d %s %s %s %s"
              .formatted(
                  row.getInstalledRank(),
                  row.getType(),
                  row.getScript(),
                  row.getChecksum(),
                  row.isSuccess()));
    }
    files(key);
    return new FlywayReplayPlan(engine, settings, history, key.toString());
  }

  /** Looks at the scripts without reading them: checksums of thousands take too long for a poll. */
  private void files(StringJoiner key) {
    if (!(settings.source() instanceof MigrationSource.Folder)) {
      return;
    }
    try {
      for (ScriptFile file : engine.files().files()) {
        key.add(file.getRelativePath() + " " + file.stamp());
      }
    } catch (MigrationException.SourceUnreadable exception) {
      // Checking the plan says it in full.
      key.add(exception.toString());
    }
  }
}
