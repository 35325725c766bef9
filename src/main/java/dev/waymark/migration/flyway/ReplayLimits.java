package dev.waymark.migration.flyway;

import dev.waymark.migration.Migration;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.SessionLimits;
import dev.waymark.migration.script.ScriptReview;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;

/**
 * Gives a replay the limits of a run: what the database sets for its sessions would end a script
 * here that it did not end there.
 */
record ReplayLimits(RunLimits limits) implements RunObserver {

  @Override
  public void migrationStarting(
      Migration migration,
      boolean transactional,
      Optional<ScriptReview> review,
      Connection connection)
      throws SQLException {
    SessionLimits.set(
        connection, limits, transactional, review.map(ScriptReview::settings).orElse(Map.of()));
  }
}
