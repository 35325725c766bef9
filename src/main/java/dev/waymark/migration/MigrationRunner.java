package dev.waymark.migration;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectConnection;
import dev.waymark.migration.MigrationException.KeyReused;
import dev.waymark.migration.MigrationException.RunEnded;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.MigrationException.RunUnknown;
import dev.waymark.migration.MigrationException.ShuttingDown;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.Run.State;
import dev.waymark.migration.RunListener.Lock;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.session.LockKey;
import dev.waymark.migration.session.RunSession;
import dev.waymark.migration.store.KeyedRun;
import dev.waymark.migration.store.RunStore;
import dev.waymark.migration.store.StoredRun;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Runs migrations, one run of a history at a time over all processes: a session advisory lock on
 * the direct connection says who runs. Whoever asks for what is already running, here or elsewhere,
 * gets the answer of that run.
 */
public final class MigrationRunner {
  private static final Logger LOG = Logger.getLogger(MigrationRunner.class);

  /** How often to ask again for the lock that another process holds, and for its run. */
  private static final long ASK_AGAIN_MS = 100;

  /** How long PostgreSQL may take to roll back after the connection was cut. */
  private static final Duration ROLL_BACK = Duration.ofSeconds(4);

  private static final Set<Outcome> ANSWERS =
      Set.of(Outcome.SUCCEEDED, Outcome.NOTHING_PENDING, Outcome.FAILED, Outcome.CANCELLED);

  private final FlywayEngine engine;
  private final DirectConnection direct;
  private final RunStore store;
  private final RunWork work;
  private final RunLimits limits;
  private final Attempts attempts;
  private volatile RunExecution executing;
  private volatile Requester cancelledBy;

  public MigrationRunner(RunWork work) {
    this.work = work;
    this.engine = work.engine();
    this.direct = work.direct();
    this.store = work.store();
    this.limits = work.limits();
    this.attempts = new Attempts(this::attempt, work.listener());
  }

  /**
   * Starts what is asked for, or joins the run that is already doing so; the run goes on whether or
   * not anybody waits for it.
   *
   * @param by who asks
   * @param key the client's key, with which the same request finds the same run again; null for
   *     none
   * @throws MigrationException if no run can be had
   * @throws DatabaseException if the database cannot be asked for the key
   */
  public Ticket submit(RunRequest request, Requester by, String key) {
    DirectConnections.require(direct);
    if (key == null) {
      return start(request, by);
    }
    String digest = request.toString();
    Optional<KeyedRun> known = store.keyed(key);
    if (known.isPresent()) {
      if (!known.get().requestDigest().equals(digest)) {
        throw new KeyReused(known.get().id());
      }
      Optional<StoredRun> run = store.find(known.get().id());
      if (run.isPresent()) {
        return following(run.get().run());
      }
    }
    Ticket ticket = start(request, by);
    CompletableFuture<String> keyed =
        ticket
            .id()
            .thenApply(
                id -> {
                  store.keepKey(key, digest, id);
                  return id;
                });
    return new Ticket(keyed, keyed.thenCompose(id -> ticket.end()));
  }

  /**
   * Runs what is pending up to the target, or waits for the run that is already doing so.
   *
   * @return the run, which ended well
   * @throws MigrationException if the run was refused, failed, was cancelled or interrupted
   * @throws DatabaseException if the database could not be reached
   */
  public Run run(RunRequest request) {
    try {
      return submit(request, Requester.UNKNOWN, null).end().join();
    } catch (CompletionException exception) {
      if (exception.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw exception;
    }
  }

  /**
   * Asks for a run of any replica to be cancelled; it ends soon after.
   *
   * @return the run as it stands
   * @throws RunUnknown if there is no such run
   * @throws RunEnded if it has ended
   */
  public Run cancel(String id, Requester by) {
    Run run = store.find(id).map(StoredRun::run).orElseThrow(() -> new RunUnknown(id));
    if (run.state() == State.ENDED || !store.requestCancel(id, by)) {
      throw new RunEnded(store.find(id).map(StoredRun::run).orElse(run));
    }
    LOG.infof("Run %s: asked to cancel by %s", id, by);
    return run;
  }

  /**
   * Starts nothing any more and cancels the run that this process executes; one that it had joined
   * goes on elsewhere, and nobody here waits for it.
   */
  public void cancelOwn(Requester by) {
    cancelledBy = by;
    attempts.close();
    RunExecution execution = executing;
    if (execution != null) {
      execution.requestCancel(by);
    }
  }

  /**
   * Starts nothing any more, lets the run in progress go on for the grace period, and then cuts its
   * connection, so that another replica can go on.
   */
  public void close() {
    attempts.close();
    Optional<Attempt> current = attempts.current();
    if (current.isEmpty() || endsWithin(current.get(), limits.shutdownGrace())) {
      return;
    }
    RunExecution execution = executing;
    if (execution != null) {
      LOG.warn("The grace period is over: the run in progress is interrupted.");
      execution.interrupt();
      endsWithin(current.get(), ROLL_BACK);
    }
  }

  private static boolean endsWithin(Attempt attempt, Duration time) {
    try {
      attempt.end().get(time.toMillis(), TimeUnit.MILLISECONDS);
      return true;
    } catch (ExecutionException ended) {
      return true;
    } catch (TimeoutException exception) {
      return false;
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  private Ticket start(RunRequest request, Requester by) {
    return attempts.startOrJoin(new Attempt(request, by, engine.sourceDigest()));
  }

  /** The end of a run that was found again: at once, with this process's attempt, or by asking. */
  private Ticket following(Run run) {
    if (run.state() == State.ENDED) {
      return Ticket.ended(run);
    }
    CompletableFuture<Run> end =
        CompletableFuture.supplyAsync(
            () -> {
              Optional<Run> now = Optional.of(run);
              while (now.isPresent() && now.get().state() == State.RUNNING) {
                pause();
                now = store.find(run.id()).map(StoredRun::run);
              }
              return RunEnding.answer(now.orElseGet(run::asInterrupted));
            },
            attempts.threads());
    return new Ticket(CompletableFuture.completedFuture(run.id()), end);
  }

  private Run attempt(Attempt attempt) {
    try (RunSession session = RunSession.open(direct)) {
      LockKey key = new LockKey(engine.historyTable(session.connection()));
      Optional<String> joined = lock(attempt, session, key);
      Optional<Run> answer =
          joined.flatMap(store::elsewhere).map(StoredRun::run).filter(MigrationRunner::isAnswer);
      return answer.isPresent()
          ? RunEnding.answer(answer.get().asJoined())
          : lead(attempt, session, key);
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  /** Waits for the lock; returns the run of another process that did what is asked for. */
  private Optional<String> lock(Attempt attempt, RunSession session, LockKey key)
      throws SQLException {
    Optional<String> joined = Optional.empty();
    long asked = System.nanoTime();
    boolean waited = false;
    while (!session.tryLock(key)) {
      if (attempts.isClosing()) {
        throw new ShuttingDown();
      }
      Optional<StoredRun> other = store.running(key.history());
      if (other.isPresent() && other.get().run().operation() == Operation.MIGRATE) {
        Run running = other.get().run();
        if (!Objects.equals(running.target(), attempt.target())) {
          throw RunInProgress.with(running.id(), running.target(), attempt.target());
        }
        if (other.get().sourceDigest().equals(attempt.sourceDigest())) {
          if (joined.isEmpty()) {
            work.listener().runJoined(running.id());
          }
          joined = Optional.of(running.id());
          attempt.id().complete(running.id());
        }
      }
      waited = true;
      pause();
    }
    if (waited) {
      work.listener().lockAwaited(Lock.HISTORY, Duration.ofNanos(System.nanoTime() - asked));
    }
    return joined;
  }

  /** An interrupted run is gone on with, and a refused one has the same reasons here. */
  private static boolean isAnswer(Run run) {
    return run.state() == State.ENDED && ANSWERS.contains(run.outcome());
  }

  private Run lead(Attempt attempt, RunSession session, LockKey key) {
    if (attempts.isClosing()) {
      throw new ShuttingDown();
    }
    RunExecution execution = work.begin(attempt, session, key);
    executing = execution;
    Requester by = cancelledBy;
    if (by != null) {
      // Whoever cancelled may have come too early to see it.
      execution.requestCancel(by);
    }
    attempt.id().complete(execution.id());
    try {
      return execution.execute();
    } finally {
      executing = null;
    }
  }

  private static void pause() {
    try {
      Thread.sleep(ASK_AGAIN_MS);
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new ShuttingDown();
    }
  }
}
