package dev.waymark.migration;

import dev.waymark.migration.script.ScriptReview;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Told what happens while migrations are applied, on the thread that applies them. What it throws
 * ends the run like a failing statement.
 */
public interface RunObserver {
  /**
   * The locks that say who migrates are held, and nothing of the scripts was executed yet.
   *
   * @param session the connection that holds them
   */
  void locked(Connection session) throws SQLException;

  /** All is executed, or nothing more will be, and the locks are about to be given back. */
  void unlocking() throws SQLException;

  /**
   * A migration is about to start.
   *
   * @param review what is known of the very script that is about to be executed; empty if it is
   *     none, or one that is too large to be reviewed
   * @param connection the connection that will apply it, inside the migration's transaction if it
   *     has one
   */
  void migrationStarting(
      Migration migration,
      boolean transactional,
      Optional<ScriptReview> review,
      Connection connection)
      throws SQLException;

  /** The migration was applied and recorded. */
  void migrationApplied(Migration migration) throws SQLException;

  /** The line on which the next statement begins, from 1. */
  void statementAt(int line);

  /** A statement of the migration is about to start; false leaves it out. */
  boolean statementStarting(String sql) throws SQLException;

  /**
   * What was done last, outside the transaction of a whole migration, is about to be committed.
   *
   * @param connection the session, in the transaction that will be committed
   */
  void committing(Connection connection) throws SQLException;

  /** The statement has ended well. */
  void statementDone() throws SQLException;

  /** The statement has failed. */
  void statementFailed();

  /**
   * Whether a migration that has just failed can simply be tried again, because what it left behind
   * is known and seen to. It leaves no row in the history then.
   */
  boolean canBeTriedAgain();

  /** Wants to know nothing. */
  RunObserver NONE =
      new RunObserver() {
        @Override
        public void locked(Connection session) {}

        @Override
        public void unlocking() {}

        @Override
        public void migrationStarting(
            Migration migration,
            boolean transactional,
            Optional<ScriptReview> review,
            Connection connection) {}

        @Override
        public void migrationApplied(Migration migration) {}

        @Override
        public void statementAt(int line) {}

        @Override
        public boolean statementStarting(String sql) {
          return true;
        }

        @Override
        public void committing(Connection connection) {}

        @Override
        public void statementDone() {}

        @Override
        public void statementFailed() {}

        @Override
        public boolean canBeTriedAgain() {
          return false;
        }
      };
}
