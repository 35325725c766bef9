package dev.waymark.migration;

import dev.waymark.migration.flyway.FlywayFailure;
import dev.waymark.migration.session.RunSession;
import java.sql.Connection;
import java.sql.SQLException;

/** Tells a run what becomes of its migrations, and sets the session up for each. */
final class MigrationObserver implements RunObserver {
  private static final String QUERY_CANCELED = "57014";

  private final LiveRun live;
  private final RunSession session;
  private final RunKeeper keeper;
  private final StatementText text;
  private final RunLimits limits;
  private Migration unconfirmed;
  private long startedNanos;
  private long lastDurationMs;
  private int statement;

  MigrationObserver(
      LiveRun live, RunSession session, RunKeeper keeper, StatementText text, RunLimits limits) {
    this.live = live;
    this.session = session;
    this.keeper = keeper;
    this.text = text;
    this.limits = limits;
  }

  @Override
  public void migrationStarting(Migration migration, boolean transactional, Connection connection)
      throws SQLException {
    confirm();
    refuseIfCancelled();
    live.migrationStarting(migration, transactional);
    statement = 0;
    startedNanos = System.nanoTime();
    try (var settings = connection.createStatement()) {
      long lockTimeoutMs = transactional ? limits.lockTimeout().toMillis() : 0;
      settings.execute(
          "SET lock_timeout = %d; SET statement_timeout = %d"
              .formatted(lockTimeoutMs, limits.statementTimeout().toMillis()));
    }
  }

  /** Flyway has yet to record it, in the same transaction: it may fail until then. */
  @Override
  public void migrationApplied(Migration migration) {
    unconfirmed = migration;
    lastDurationMs = (System.nanoTime() - startedNanos) / 1_000_000;
  }

  @Override
  public void statementStarting(String sql) throws SQLException {
    refuseIfCancelled();
    statement++;
    session.takeRows();
    live.statementStarting(statement, text.safe(sql));
    keeper.statementRunning(true);
  }

  @Override
  public void statementDone() {
    keeper.statementRunning(false);
    live.statementDone(session.takeRows());
  }

  @Override
  public void statementFailed() {
    keeper.statementRunning(false);
    live.statementFailed();
  }

  /** The migration before is recorded: another one starts, or all have ended. */
  void confirm() {
    if (unconfirmed != null) {
      live.migrationApplied(unconfirmed, lastDurationMs);
      unconfirmed = null;
    }
  }

  /** The run stops: what was not recorded was not applied. */
  void failed(FlywayFailure failure) {
    keeper.statementRunning(false);
    live.statementFailed();
    if (unconfirmed != null && failure.applied().test(unconfirmed)) {
      confirm();
    }
    unconfirmed = null;
  }

  private void refuseIfCancelled() throws SQLException {
    if (live.isCancelRequested()) {
      throw new SQLException("The run was cancelled.", QUERY_CANCELED);
    }
    if (live.isInterrupted()) {
      throw new SQLException("The run was interrupted.", "57P01");
    }
  }
}
