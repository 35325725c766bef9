package dev.waymark.migration.flyway;

import dev.waymark.migration.Migration;
import dev.waymark.migration.script.ScriptReview;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * Is notified of what happens while migrations are applied, on the thread that applies them. What
 * it throws ends the run like a failing statement. An observer that wants to know less leaves out
 * what does not concern it.
 */
@FunctionalInterface
public interface RunObserver {
  /**
   * The locks that say who migrates are held, and nothing of the scripts was executed yet.
   *
   * @param session the connection that holds them
   */
  default void locked(Connection session) throws SQLException {}

  /** All is executed, or nothing more will be, and the locks are about to be given back. */
  default void unlocking() throws SQLException {}

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
  default void migrationApplied(Migration migration) throws SQLException {}

  /** How many statements the migration has, which is about to execute the first. */
  default void statementsKnown(int number) {}

  /** The line on which the next statement begins, from 1. */
  default void statementAt(int line) {}

  /** A statement of the migration is about to start; false leaves it out. */
  default boolean statementStarting(String sql) throws SQLException {
    return true;
  }

  /**
   * What was done last, outside the transaction of a whole migration, is about to be committed.
   *
   * @param connection the session, in the transaction that will be committed
   */
  default void committing(Connection connection) throws SQLException {}

  /** The statement has ended well. */
  default void statementDone() throws SQLException {}

  /** The statement has failed. */
  default void statementFailed() {}

  /**
   * What Flyway executes when a migration has failed has failed, too, which hides nothing.
   *
   * @param event at which it is executed, such as {@code afterMigrateError}
   */
  default void errorCallbackFailed(String event, RuntimeException failure) {}

  /**
   * Whether a migration that has just failed can simply be tried again, because what it left behind
   * is known and seen to. It leaves no row in the history then.
   */
  default boolean canBeTriedAgain() {
    return false;
  }

  /** Wants to know nothing. */
  RunObserver NONE = (migration, transactional, review, connection) -> {};
}
