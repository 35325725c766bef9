package dev.waymark.migration.run;

import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.RunEvent.GoesOn;
import dev.waymark.migration.RunEvent.Stop;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.SessionLimits;
import dev.waymark.migration.flyway.FlywayFailure;
import dev.waymark.migration.flyway.RunObserver;
import dev.waymark.migration.script.Certainty;
import dev.waymark.migration.script.ConcurrentChange;
import dev.waymark.migration.script.OwnTransactions;
import dev.waymark.migration.script.ScriptReview;
import dev.waymark.migration.script.SessionBound;
import dev.waymark.migration.script.Statement;
import dev.waymark.migration.script.StatementKind;
import dev.waymark.migration.script.StatementText;
import dev.waymark.migration.session.LockGuard;
import dev.waymark.migration.session.LostConnection;
import dev.waymark.migration.session.OpenTransaction;
import dev.waymark.migration.session.RunSession;
import dev.waymark.migration.session.SessionLocks;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;

/** Reports to a run what becomes of its migrations, and sets the session up for each. */
final class MigrationObserver implements RunObserver {
  /** PostgreSQL's for a statement that somebody cancelled; ours for one that was not started. */
  static final String QUERY_CANCELED = "57014";

  private static final Logger LOG = Logger.getLogger(MigrationObserver.class);

  /** The one callback for errors that is executed outside the transaction that has failed. */
  private static final String AFTER_ALL = "afterMigrateError";

  /** Object not in prerequisite state. */
  private static final String NOT_IN_PREREQUISITE_STATE = "55000";

  /** Long enough that a secret which begins in what is shown also ends in what is masked. */
  private static final int LONGEST_READ = 10_000;

  private final LiveRun live;
  private final RunSession session;
  private final RunKeeper keeper;
  private final StatementText text;
  private final RunLimits limits;
  private final Leftovers leftovers;
  private final Journals journals;
  private final Optional<LockGuard> guard;
  private SessionLocks locks;
  private Migration current;
  private Connection connection;
  private boolean transactional;
  private Optional<ScriptReview> review = Optional.empty();
  private ScriptJournal journal;
  private boolean untilCommit;
  private boolean ofConcurrentChanges;
  private boolean repeated;
  private int line;
  private boolean firstIsDone;
  private Migration unconfirmed;
  private long startedNanos;
  private long lastDurationMs;
  private int statement;
  private int statements;
  private String failedAsWell;

  /** Opens the journal of a migration that runs outside a transaction. */
  @FunctionalInterface
  interface Journals {
    ScriptJournal of(Migration migration) throws SQLException;
  }

  MigrationObserver(
      LiveRun live,
      RunSession session,
      RunKeeper keeper,
      StatementText text,
      RunLimits limits,
      Leftovers leftovers,
      Journals journals,
      Optional<LockGuard> guard) {
    this.live = live;
    this.session = session;
    this.keeper = keeper;
    this.text = text;
    this.limits = limits;
    this.leftovers = leftovers;
    this.journals = journals;
    this.guard = guard;
  }

  @Override
  public void locked(Connection over) throws SQLException {
    locks = SessionLocks.of(over, guard);
  }

  @Override
  public void unlocking() throws SQLException {
    keepLocks(current == null ? "A callback" : "A callback, or " + current.script() + ",");
  }

  @Override
  public void migrationStarting(
      Migration migration, boolean inTransaction, Optional<ScriptReview> known, Connection over)
      throws SQLException {
    confirm();
    refuseIfCancelled();
    current = migration;
    review = known;
    connection = over;
    transactional = inTransaction;
    statement = 0;
    live.migrationStarting(migration, inTransaction);
    journal = inTransaction ? null : journals.of(migration);
    untilCommit =
        review.map(ScriptReview::transactions).filter(OwnTransactions.BETWEEN::equals).isPresent();
    ofConcurrentChanges = review.filter(MigrationObserver::isOfConcurrentChanges).isPresent();
    if (journal != null && journal.executed() > 0) {
      requireNothingOfTheSession(journal.executed());
      live.happened(new GoesOn(migration.script(), migration.version(), journal.executed() + 1));
    }
    // Already here, because what is refused here leaves no failed row in the history.
    firstIsDone =
        !inTransaction
            && journal.executed() == 0
            && review.isPresent()
            && !review.get().statements().isEmpty()
            && isDone(review.get().statements().get(0).text());
    SessionLimits.set(
        connection, limits, transactional, review.map(ScriptReview::settings).orElse(Map.of()));
    startedNanos = System.nanoTime();
  }

  /** A temporary table that the rest of the script reads would be another's of the same name. */
  private void requireNothingOfTheSession(int executed) throws SQLException {
    Optional<Statement> bound = review.flatMap(known -> SessionBound.among(known, executed));
    if (bound.isPresent()) {
      throw new SQLException(
          ("%s cannot go on at statement %d: what line %d made is gone with the session of the"
                  + " attempt that was cut off (%s). Undo what it executed, and begin anew with POST"
                  + " /migrations/repair and {\"goOn\": {\"script\": \"%s\", \"statement\": 1}}.")
              .formatted(
                  current.script(),
                  executed + 1,
                  bound.get().line(),
                  text.safe(beginning(bound.get().command())),
                  current.script()),
          NOT_IN_PREREQUISITE_STATE);
    }
  }

  /** Makes the way free for a statement that no transaction will roll back. */
  private boolean isDone(String sql) throws SQLException {
    boolean done = leftovers.seeTo(current, ScriptReview.of(sql).changes(), connection);
    if (untilCommit && OpenTransaction.in(connection)) {
      // Looking has begun one, in which no concurrent change can be made.
      connection.commit();
    }
    return done;
  }

  private static boolean isOfConcurrentChanges(ScriptReview review) {
    long settings = review.statements().stream().filter(MigrationObserver::isSetting).count();
    long traceable = review.changes().stream().filter(ConcurrentChange::isTraceable).count();
    return settings + traceable == review.statements().size();
  }

  private static boolean isSetting(Statement one) {
    return one.kind() == StatementKind.SETTING;
  }

  /** Flyway has yet to record it, in the same transaction: it may fail until then. */
  @Override
  public void migrationApplied(Migration migration) throws SQLException {
    keepLocks(migration.script());
    unconfirmed = migration;
    lastDurationMs = (System.nanoTime() - startedNanos) / 1_000_000;
  }

  /** A function that the script has called may have given them away. */
  private void keepLocks(String who) throws SQLException {
    switch (locks.check()) {
      case HELD -> {}
      case REGAINED ->
          LOG.warnf(
              "Run %s: %s gave away the lock that says who migrates; it was taken again at once,"
                  + " and no other session had it.",
              live.id(), who);
      case LOST ->
          throw new SQLException(
              who
                  + " gave away the lock that says who migrates, in a function or by dynamic SQL"
                  + " (pg_advisory_unlock_all or pg_advisory_unlock): somebody else may have begun"
                  + " to migrate meanwhile.",
              NOT_IN_PREREQUISITE_STATE);
    }
  }

  @Override
  public void statementsKnown(int number) {
    statements = number;
  }

  @Override
  public void statementAt(int number) {
    line = number;
  }

  @Override
  public boolean statementStarting(String sql) throws SQLException {
    if (transactional) {
      refuseIfCancelled();
    }
    statement++;
    if (!transactional && !isToBeExecuted(sql)) {
      return false;
    }
    session.takeRows();
    live.statementStarting(statement, statements, text.statement(beginning(sql)));
    keeper.statementRunning(true);
    return true;
  }

  /** Outside a transaction: writes down what is about to be done, unless it is done already. */
  private boolean isToBeExecuted(String sql) throws SQLException {
    ScriptReview one = ScriptReview.of(sql);
    repeated = statement <= journal.executed();
    if (repeated) {
      // The session that was set is gone.
      return one.statements().size() == 1 && isSetting(one.statements().get(0));
    }
    if (OpenTransaction.in(connection)) {
      return true;
    }
    if (statement == 1 ? firstIsDone : isDone(sql)) {
      journal.done(statement);
      return false;
    }
    boolean alone = one.statements().stream().anyMatch(MigrationObserver::isAlone);
    Certainty certainty = untilCommit && !alone ? Certainty.TRANSACTION : Certainty.of(one);
    journal.begun(line, text.safe(beginning(sql)), certainty);
    return true;
  }

  private static boolean isAlone(Statement one) {
    return one.kind() == StatementKind.NON_TRANSACTIONAL;
  }

  @Override
  public void committing(Connection over) throws SQLException {
    String number = OpenTransaction.number(over);
    if (number != null) {
      journal.ending(number, statement);
    }
  }

  @Override
  public void statementDone() throws SQLException {
    keeper.statementRunning(false);
    live.statementDone(session.takeRows());
    if (!transactional && !repeated && !OpenTransaction.in(connection)) {
      journal.done(statement);
    }
  }

  /**
   * What a concurrent change leaves behind is dropped before it is tried again, and where the
   * journal could not be written nothing was done that it does not know of.
   */
  @Override
  public boolean canBeTriedAgain() {
    return journal != null && (journal.hasFailed() || journal.isKept() && ofConcurrentChanges);
  }

  @Override
  public void statementFailed() {
    keeper.statementRunning(false);
    live.statementFailed();
  }

  @Override
  public void errorCallbackFailed(String event, RuntimeException failure) {
    LOG.warnf(
        "Run %s: what is executed at %s failed as well: %s",
        live.id(), event, text.safe(failure.getMessage().strip().replaceAll("\\s*\\R\\s*", " ")));
    failedAsWell = event;
  }

  /** The migration before is recorded: another one starts, or all have ended. */
  void confirm() {
    if (unconfirmed != null) {
      live.migrationApplied(unconfirmed, transactional, lastDurationMs);
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
  void stopped(boolean triedAgain) {
    keeper.statementRunning(false);
    live.statementFailed();
    live.migrationStopped(triedAgain ? Stop.ROLLED_BACK : Stop.FAILED);
    unconfirmed = null;
  }

  /** The failure, about the migration that was being started if Flyway does not name one. */
  MigrationFailure named(FlywayFailure thrown) {
    MigrationFailure failure = thrown.failure();
    MigrationFailure named =
        failure.script() != null || current == null ? failure : failure.in(current, transactional);
    // A callback of Flyway's may have failed, of which nothing is known.
    boolean ofCurrent = current != null && current.script().equals(named.script());
    return FailureHints.of(
            named,
            thrown.sqlException().filter(LostConnection::isOfTheDriver).isPresent(),
            ofCurrent ? review : Optional.empty(),
            ofCurrent && canBeTriedAgain())
        .or(this::errorCallback)
        .map(named::withHint)
        .orElse(named);
  }

  private Optional<String> errorCallback() {
    return Optional.ofNullable(failedAsWell)
        .map(
            event ->
                "What is executed at %s failed as well; the log says why%s."
                    .formatted(
                        event,
                        transactional && !event.equals(AFTER_ALL)
                            ? ": it runs in the transaction that has failed, where no statement"
                                + " can be executed any more"
                            : ""));
  }

  /** A statement may be megabytes long, and only its first words are shown. */
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
