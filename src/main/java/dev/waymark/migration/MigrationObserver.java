package dev.waymark.migration;

import dev.waymark.migration.script.ScriptReview;
import dev.waymark.migration.session.RunSession;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/** Tells a run what becomes of its migrations, and sets the session up for each. */
final class MigrationObserver implements RunObserver {
  /** PostgreSQL's for a statement that somebody cancelled; ours for one that was not started. */
  static final String QUERY_CANCELED = "57014";

  /** Long enough that a secret which begins in what is told also ends in what is masked. */
  private static final int LONGEST_READ = 10_000;

  private final LiveRun live;
  private final RunSession session;
  private final RunKeeper keeper;
  private final StatementText text;
  private final RunLimits limits;
  private final Leftovers leftovers;
  private final Function<Migration, Optional<ScriptReview>> reviews;
  private Migration current;
  private Connection connection;
  private boolean transactional;
  private boolean firstIsDone;
  private Migration unconfirmed;
  private long startedNanos;
  private long lastDurationMs;
  private int statement;

  MigrationObserver(
      LiveRun live,
      RunSession session,
      RunKeeper keeper,
      StatementText text,
      RunLimits limits,
      Leftovers leftovers,
      Function<Migration, Optional<ScriptReview>> reviews) {
    this.live = live;
    this.session = session;
    this.keeper = keeper;
    this.text = text;
    this.limits = limits;
    this.leftovers = leftovers;
    this.reviews = reviews;
  }

  @Override
  public void migrationStarting(Migration migration, boolean inTransaction, Connection over)
      throws SQLException {
    confirm();
    refuseIfCancelled();
    current = migration;
    connection = over;
    transactional = inTransaction;
    statement = 0;
    live.migrationStarting(migration, inTransaction);
    Optional<ScriptReview> review = reviews.apply(migration);
    // Already here, because what is refused here leaves no failed row in the history.
    firstIsDone =
        !inTransaction
            && review.isPresent()
            && !review.get().statements().isEmpty()
            && isDone(review.get().statements().get(0).text());
    SessionLimits.set(
        connection, limits, transactional, review.map(ScriptReview::settings).orElse(Map.of()));
    startedNanos = System.nanoTime();
  }

  /** Makes the way free for a statement that no transaction will roll back. */
  private boolean isDone(String sql) throws SQLException {
    return leftovers.seeTo(current, ScriptReview.of(sql).changes(), connection);
  }

  /** Flyway has yet to record it, in the same transaction: it may fail until then. */
  @Override
  public void migrationApplied(Migration migration) {
    unconfirmed = migration;
    lastDurationMs = (System.nanoTime() - startedNanos) / 1_000_000;
  }

  @Override
  public boolean statementStarting(String sql) throws SQLException {
    if (transactional) {
      refuseIfCancelled();
    }
    statement++;
    if (statement == 1 ? firstIsDone : !transactional && isDone(sql)) {
      return false;
    }
    session.takeRows();
    live.statementStarting(statement, text.statement(beginning(sql)));
    keeper.statementRunning(true);
    return true;
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
      if (!transactional) {
        leftovers.applied(unconfirmed);
      }
      unconfirmed = null;
    }
  }

  /**
   * The run stops, or the migration is tried again: what was not confirmed is not known to be
   * recorded.
   */
  void failed(boolean triedAgain) {
    keeper.statementRunning(false);
    live.statementFailed();
    live.migrationFailed(triedAgain);
    unconfirmed = null;
  }

  /** The failure, about the migration that was being started if Flyway does not name one. */
  MigrationFailure named(MigrationFailure failure) {
    return failure.script() != null || current == null
        ? failure
        : failure.in(current, transactional);
  }

  /** A statement may be megabytes long, and only its first words are told. */
  private static String beginning(String sql) {
    return sql.length() <= LONGEST_READ ? sql : sql.substring(0, LONGEST_READ);
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
