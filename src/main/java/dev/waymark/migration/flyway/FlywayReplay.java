package dev.waymark.migration.flyway;

import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationSettings;
import dev.waymark.migration.RunLimits;
import dev.waymark.verification.expectation.Replay;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.StringJoiner;
import org.flywaydb.core.extensibility.AppliedMigration;

/** Replays with Flyway itself, in the order in which the live database got its migrations. */
public final class FlywayReplay implements Replay {
  private final FlywayEngine engine;
  private final MigrationSettings settings;
  private final RunLimits limits;

  /**
   * @param engine Flyway on the direct connection
   * @param settings the settings it was set to
   * @param limits what a run must keep to
   */
  public FlywayReplay(FlywayEngine engine, MigrationSettings settings, RunLimits limits) {
    this.engine = engine;
    this.settings = settings;
    this.limits = limits;
  }

  @Override
  public Plan plan(Connection live) throws SQLException {
    History history = History.read(live, settings);
    StringJoiner key = new StringJoiner("\n");
    key.add(settings.toString())
        .add(limits.toString())
        .add(history.qualifiedTable())
        .add(history.user());
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
    boolean needsBaseline = BaselineNeed.of(live, settings, history);
    key.add(scripts()).add(Boolean.toString(needsBaseline));
    return new FlywayReplayPlan(engine, settings, limits, history, needsBaseline, key.toString());
  }

  private String scripts() {
    try {
      return engine.sourceDigest();
    } catch (MigrationException.SourceUnreadable | MigrationException.Invalid exception) {
      // Checking the plan says it in full.
      return exception.toString();
    }
  }
}
