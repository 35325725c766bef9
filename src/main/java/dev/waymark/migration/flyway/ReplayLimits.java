package dev.waymark.migration.flyway;

import dev.waymark.migration.Migration;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.RunObserver;
import dev.waymark.migration.SessionLimits;
import dev.waymark.migration.script.ScriptReview;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;

/**
 * Gives a replay the limits of a run: what the database sets for its sessions would end a script
 * here that it did not end there.
 *
 * @param texts the scripts by name
 */
record ReplayLimits(RunLimits limits, Map<String, String> texts) implements RunObserver {

  @Override
  public void migrationStarting(Migration migration, boolean transactional, Connection connection)
      throws SQLException {
    String text = texts.getOrDefault(migration.script(), "");
    SessionLimits.set(connection, limits, transactional, ScriptReview.of(text).settings());
  }

  @Override
  public void migrationApplied(Migration migration) {}

  @Override
  public boolean statementStarting(String sql) {
    return true;
  }

  @Override
  public void statementDone() {}

  @Override
  public void statementFailed() {}
}
