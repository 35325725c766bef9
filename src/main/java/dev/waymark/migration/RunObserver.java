package dev.waymark.migration;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Told what happens while migrations are applied, on the thread that applies them. What it throws
 * ends the run like a failing statement.
 */
public interface RunObserver {
  /**
   * A migration is about to start.
   *
   * @param connection the connection that will apply it, inside the migration's transaction if it
   *     has one
   */
  void migrationStarting(Migration migration, boolean transactional, Connection connection)
      throws SQLException;

  /** The migration was applied and recorded. */
  void migrationApplied(Migration migration);

  /** A statement of the migration is about to start; false leaves it out. */
  boolean statementStarting(String sql) throws SQLException;

  /** The statement has ended well. */
  void statementDone();

  /** The statement has failed. */
  void statementFailed();
}
