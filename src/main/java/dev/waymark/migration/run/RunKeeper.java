package dev.waymark.migration.run;

import dev.waymark.database.DirectConnection;
import dev.waymark.database.KeptConnection;
import dev.waymark.database.Silence;
import dev.waymark.migration.Blocker;
import dev.waymark.migration.Progress;
import dev.waymark.migration.script.StatementText;
import dev.waymark.migration.session.RunSession;
import dev.waymark.migration.session.SessionWatch;
import dev.waymark.migration.store.RunStore;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Looks after a run while it applies migrations, from another connection: keeps what it did, sees
 * who blocks it and how far it is, and cancels it when a caller asks for that at any replica.
 */
final class RunKeeper implements AutoCloseable {
  /** How often it looks. */
  static final long INTERVAL_MS = 250;

  private static final Logger LOG = Logger.getLogger(RunKeeper.class);

  /** A log that shows what a run is applying shows whom it waits for, too. */
  private static final Logger APPLYING = Logger.getLogger(Applying.class);

  private final LiveRun run;
  private final RunSession session;
  private final RunStore store;
  private final DirectConnection direct;
  private final StatementText text;
  private final ScheduledExecutorService clock =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread thread = new Thread(work, "run-keeper");
            thread.setDaemon(true);
            return thread;
          });
  private boolean statementRunning;
  private long answeredNanos = System.nanoTime();

  RunKeeper(
      LiveRun run,
      RunSession session,
      RunStore store,
      DirectConnection direct,
      StatementText text) {
    this.run = run;
    this.session = session;
    this.store = store;
    this.direct = direct;
    this.text = text;
    clock.scheduleWithFixedDelay(this::look, INTERVAL_MS, INTERVAL_MS, TimeUnit.MILLISECONDS);
  }

  /**
   * Says whether a statement of a script is running. Only that may be cancelled: what Flyway does
   * between statements is its bookkeeping, and cutting that off would leave a migration applied but
   * not recorded.
   */
  synchronized void statementRunning(boolean running) {
    statementRunning = running;
  }

  @Override
  public void close() {
    // What it is looking at must not change the run any more. It is not interrupted: what it is
    // about to write down would be lost, with a warning in the log.
    clock.shutdown();
    try {
      if (!clock.awaitTermination(10, TimeUnit.SECONDS)) {
        clock.shutdownNow();
      }
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
  }

  private void look() {
    try (KeptConnection kept = direct.keep()) {
      try {
        lookOver();
        answeredNanos = System.nanoTime();
      } catch (SQLException | RuntimeException | Error failure) {
        kept.doubt();
        // The run reports what became of it; here only what could be seen from aside is missing.
        // What is thrown from here would be the last look, and no caller could cancel the run any
        // more.
        LOG.debugf(failure, "Run %s cannot be watched.", run.id());
        endInSilence(failure);
      }
    }
  }

  private void lookOver() throws SQLException {
    store.save(run);
    store.cancelRequested(run.id()).ifPresent(run::requestCancel);
    try (Connection connection = direct.open()) {
      watch(connection);
      if (run.isCancelRequested()) {
        cancel(connection);
      }
    }
    // At once: by the next look the statement may have given up, and who was in its way with it.
    store.save(run);
  }

  /**
   * The run's own session waits for its statement and would go on waiting where the network is cut
   * without a word. PostgreSQL has taken Waymark for gone by then, and rolled back.
   */
  private void endInSilence(Throwable failure) {
    Duration limit = direct.limits().silence();
    if (!Silence.isShownBy(failure)) {
      answeredNanos = System.nanoTime();
    } else if (System.nanoTime() - answeredNanos > limit.toNanos()) {
      LOG.warnf(
          "Run %s: PostgreSQL has not answered for more than %d s, so the run is interrupted.",
          run.id(), limit.toSeconds());
      run.interrupt();
      session.abort();
      clock.shutdown();
    }
  }

  private void watch(Connection connection) throws SQLException {
    Optional<Progress> place = run.progress();
    if (place.isEmpty()) {
      return;
    }
    List<Blocker> blockers = SessionWatch.blockers(connection, session.backendPid(), text);
    if (run.blockedBy(blockers) && !blockers.isEmpty()) {
      APPLYING.warnf(
          "Run %s: %s waits for a lock that is held by %s",
          run.id(), place.get().script(), blockers.get(0).sentence());
    }
    SessionWatch.progress(connection, session.backendPid(), place.get()).ifPresent(run::progressed);
  }

  private synchronized void cancel(Connection connection) throws SQLException {
    if (statementRunning) {
      SessionWatch.cancel(connection, session.backendPid());
    }
  }
}
