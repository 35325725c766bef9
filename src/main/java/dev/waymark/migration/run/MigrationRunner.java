package dev.waymark.migration.run;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.KeptConnection;
import dev.waymark.database.OwnThread;
import dev.waymark.migration.End;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.Cancelled;
import dev.waymark.migration.MigrationException.RunEnded;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.MigrationException.RunNotCancellable;
import dev.waymark.migration.MigrationException.RunUnknown;
import dev.waymark.migration.MigrationException.ShuttingDown;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.Run.State;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.session.LockKey;
import dev.waymark.migration.session.RunSession;
import dev.waymark.migration.store.RequestKey;
import dev.waymark.migration.store.RunOrigin;
import dev.waymark.migration.store.RunStore;
import dev.waymark.migration.store.StoredRun;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.report.VerificationSummary;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
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
 * the direct connection says who runs. A client that asks for what is already running, here or
 * elsewhere, gets the answer of that run.
 */
public final class MigrationRunner {
  private static final Logger LOG = Logger.getLogger(MigrationRunner.class);

  /** How often to ask again for the lock that another process holds, and for its run. */
  private static final long ASK_AGAIN_MS = 100;

  /** How long PostgreSQL may take to roll back after the connection was cut. */
  private static final Duration ROLL_BACK = Duration.ofSeconds(4);

  private static final Set<Outcome> ANSWERS =
      Set.of(Outcome.SUCCEEDED, Outcome.NOTHING_PENDING, Outcome.FAILED, Outcome.CANCELLED);

  private static final OwnThread BESIDE = new OwnThread("proven");

  private final FlywayEngine engine;
  private final DirectConnection direct;
  private final RunStore store;
  private final RunRegister register;
  private final RunExecution execution;
  private final Verifier verifier;
  private final RunLimits limits;
  private final Attempts attempts;
  private final KeyedRequests keyed;
  private volatile HeldRun executing;
  private volatile Requester cancelledBy;

  public MigrationRunner(
      FlywayEngine engine,
      DirectConnection direct,
      RunStore store,
      RunRegister register,
      RunExecution execution,
      Verifier verifier,
      RunLimits limits) {
    this.engine = engine;
    this.direct = direct;
    this.store = store;
    this.register = register;
    this.execution = execution;
    this.verifier = verifier;
    this.limits = limits;
    this.attempts = new Attempts(this::attempt, register.listener());
    this.keyed = new KeyedRequests(store, engine, direct, attempts.threads());
  }

  /**
   * Starts what is asked for, or joins the run that is already doing so; the run goes on whether or
   * not anybody waits for it.
   *
   * @param by who requested it
   * @param key the client's key, with which the same request finds the same run again; null for
   *     none
   * @throws MigrationException if no run can be had
   * @throws DatabaseException if the database cannot be asked for the key
   */
  public Ticket submit(RunRequest request, Requester by, String key) {
    DirectConnections.require(direct);
    return key == null
        ? start(request, by, null)
        : keyed.submit(request, key, asked -> start(request, by, asked));
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
    if (run.operation() != Operation.MIGRATE && run.state() != State.ENDED) {
      throw new RunNotCancellable(
          run,
          "a %s changes the history as a whole, and is over soon"
              .formatted(run.operation().code()));
    }
    // What waits for another run is that run, to every client that asks for it.
    if (run.state() == State.ENDED || !store.requestCancel(run.id(), by)) {
      throw new RunEnded(store.find(run.id()).map(StoredRun::run).orElse(run));
    }
    LOG.infof("Run %s: asked to cancel by %s", run.id(), by);
    return run;
  }

  /**
   * Starts nothing any more and cancels the run that this process executes; one that it had joined
   * goes on elsewhere, and no caller here waits for it.
   */
  public void cancelOwn(Requester by) {
    cancelledBy = by;
    attempts.close();
    HeldRun held = executing;
    if (held != null) {
      held.requestCancel(by);
    }
  }

  /**
   * Starts nothing any more, lets the run in progress go on for the grace period, and then cuts its
   * connection, so that another replica can go on.
   */
  public void close() {
    attempts.close();
    List<Attempt> open = attempts.open();
    long until = System.nanoTime() + limits.shutdownGrace().toNanos();
    if (endWithin(open, until)) {
      return;
    }
    HeldRun held = executing;
    if (held != null) {
      LOG.warn("The grace period is over: the run in progress is interrupted.");
      held.interrupt();
      endWithin(open, System.nanoTime() + ROLL_BACK.toNanos());
    }
  }

  private static boolean endWithin(List<Attempt> attempts, long until) {
    return attempts.stream()
        .allMatch(it -> endsWithin(it, Duration.ofNanos(Math.max(0, until - System.nanoTime()))));
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

  private Ticket start(RunRequest request, Requester by, RequestKey key) {
    LiveRun live = register.waiting(Operation.MIGRATE, request, by);
    Attempt attempt = new Attempt(request, engine.sourceDigest(), live, key);
    Ticket ticket = attempts.startOrJoin(attempt);
    if (ticket.id().equals(live.id())) {
      store.addWaiting(live);
    }
    return ticket;
  }

  private Run attempt(Attempt attempt) {
    LiveRun live = attempt.live();
    try (RunSession session = RunSession.open(direct)) {
      LockKey key = new LockKey(engine.historyTable(session.connection()));
      Optional<String> joined = lock(attempt, session, key);
      Optional<Run> answer =
          joined.flatMap(store::elsewhere).map(StoredRun::run).filter(MigrationRunner::isAnswer);
      if (answer.isPresent()) {
        return RunEnding.answer(answer.get().asJoined());
      }
      Optional<Run> meanwhile = attempt.key().flatMap(keyed::answered);
      if (meanwhile.isPresent() && attempt.closeUnlessShared()) {
        live.leadTo(meanwhile.get().id());
        store.leadWaiting(live, meanwhile.get().id());
        return RunEnding.answer(meanwhile.get().asJoined());
      }
      return lead(attempt, session, key);
    } catch (SQLException exception) {
      DatabaseException problem = new DatabaseException(exception);
      endWaiting(live, problem);
      throw problem;
    } catch (RuntimeException problem) {
      endWaiting(live, problem);
      throw problem;
    } catch (Error problem) {
      endWaiting(live, new IllegalStateException("Waymark failed: " + problem, problem));
      throw problem;
    }
  }

  /** No request waits for a turn for ever: what kept it from coming is its end. */
  private void endWaiting(LiveRun live, RuntimeException problem) {
    if (live.isWaiting() && live.leadsTo().isEmpty()) {
      live.ends(new End.Refused(Refusals.of(problem)));
      store.endWaiting(live);
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
        boolean same =
            other.get().sourceDigest().equals(attempt.sourceDigest())
                && Objects.equals(running.plan(), attempt.request().plan());
        if (same && !joined.equals(Optional.of(running.id()))) {
          if (joined.isEmpty()) {
            register.listener().joined(running.id());
          }
          joined = Optional.of(running.id());
          leadTo(attempt, running.id());
        }
      }
      if (!waited) {
        session.showWaiting(attempt.id());
        RunOrigin origin = new RunOrigin(key, attempt.sourceDigest(), session.backendPid());
        store.keepWaiting(attempt.live(), origin, attempt.key());
        joined.ifPresent(running -> leadTo(attempt, running));
        attempt.kept().complete(null);
        waited = true;
      }
      endIfCancelled(attempt.live());
      pause();
    }
    if (waited) {
      register.listener().turnAwaited(Duration.ofNanos(System.nanoTime() - asked));
    }
    return joined;
  }

  private void leadTo(Attempt attempt, String running) {
    attempt.live().leadTo(running);
    store.leadWaiting(attempt.live(), running);
  }

  private void endIfCancelled(LiveRun live) {
    store.waitingCancelRequested(live).ifPresent(live::requestCancel);
    if (live.isCancelRequested()) {
      Run ended = live.ends(new End.Cancelled(Optional.empty(), null, null));
      store.endWaiting(live);
      throw new Cancelled(ended);
    }
  }

  /** An interrupted run is gone on with, and a refused one has the same reasons here. */
  private static boolean isAnswer(Run run) {
    return run.state() == State.ENDED && ANSWERS.contains(run.outcome());
  }

  private Run lead(Attempt attempt, RunSession session, LockKey key) {
    if (attempts.isClosing()) {
      throw new ShuttingDown();
    }
    try (KeptConnection beside = direct.keep()) {
      return execute(attempt, begin(attempt, session, key, beside));
    }
  }

  private HeldRun begin(Attempt attempt, RunSession session, LockKey key, KeptConnection beside) {
    // Asked beside what follows: for a run with nothing pending it is half of the work.
    CompletableFuture<Optional<VerificationSummary>> proven =
        attempt.request().verifies()
            ? CompletableFuture.supplyAsync(verifier::proven, BESIDE)
            : CompletableFuture.completedFuture(Optional.empty());
    RunOrigin origin = new RunOrigin(key, attempt.sourceDigest(), session.backendPid());
    register.begin(attempt.live(), origin, attempt.key());
    return new HeldRun(attempt.live(), session, beside, attempt.request(), key.history(), proven);
  }

  private Run execute(Attempt attempt, HeldRun held) {
    executing = held;
    Requester by = cancelledBy;
    if (by != null) {
      // The request to cancel may have come too early to see it.
      held.requestCancel(by);
    }
    attempt.kept().complete(null);
    try {
      return execution.execute(held);
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
