package dev.waymark.migration.run;

import dev.waymark.database.DirectConnection;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.flyway.FlywayFailure;
import dev.waymark.migration.flyway.ListedFiles;
import dev.waymark.migration.script.StatementText;
import dev.waymark.migration.session.LockGuard;
import dev.waymark.migration.session.LockKey;
import dev.waymark.migration.store.RunStore;
import dev.waymark.migration.store.ScriptRecords;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.Predicate;
import org.jboss.logging.Logger;

/**
 * Applies what is pending, over the run's session and looked after from another connection; what
 * PostgreSQL rolled back because of a lock is tried again.
 */
public final class Applying {
  private static final Logger LOG = Logger.getLogger(Applying.class);
  private static final long LOOK_AGAIN_MS = 50;

  private final FlywayEngine engine;
  private final DirectConnection direct;
  private final RunStore store;
  private final ScriptRecords records;
  private final RunLimits limits;
  private final StatementText text;

  /**
   * @param text masks the secrets of what is shown
   */
  public Applying(
      FlywayEngine engine,
      DirectConnection direct,
      RunStore store,
      ScriptRecords records,
      RunLimits limits,
      StatementText text) {
    this.engine = engine;
    this.direct = direct;
    this.store = store;
    this.records = records;
    this.limits = limits;
    this.text = text;
  }

  /** Applying has stopped at a failure. */
  static final class Stopped extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient FlywayFailure flyway;
    private final transient MigrationFailure failure;
    private final transient Predicate<Migration> applied;

    private Stopped(FlywayFailure flyway, MigrationFailure failure, Predicate<Migration> applied) {
      super(flyway);
      this.flyway = flyway;
      this.failure = failure;
      this.applied = applied;
    }

    /** What Flyway stopped at. */
    FlywayFailure flyway() {
      return flyway;
    }

    /** Where and why, about the migration that was being started if Flyway does not name one. */
    MigrationFailure failure() {
      return failure;
    }

    /** Those of the migrations that this run has applied. */
    Predicate<Migration> applied() {
      return applied;
    }
  }

  /**
   * Applies what is pending up to the run's target.
   *
   * @param files those that it must execute in each of its attempts; empty means whatever is there
   * @return those of the migrations that this run has applied
   * @throws Stopped if a migration failed, was cancelled or was cut off
   */
  Predicate<Migration> apply(HeldRun run, Optional<ListedFiles> files) throws Stopped {
    LiveRun live = run.live();
    Predicate<Migration> applied = migration -> false;
    Optional<LockGuard> guard = LockGuard.take(direct, new LockKey(run.history()));
    try (RunKeeper keeper = new RunKeeper(live, run.session(), store, direct, text)) {
      MigrationObserver observer =
          new MigrationObserver(
              live,
              run.session(),
              keeper,
              text,
              limits,
              new Leftovers(records, live, run.history()),
              migration -> ScriptJournal.of(records, run.history(), migration, run.id()),
              guard);
      for (int attempt = 1; ; attempt++) {
        try {
          Predicate<Migration> now =
              engine.migrate(run.target(), run.session().dataSource(), observer, files);
          observer.confirm();
          return applied.or(now);
        } catch (FlywayFailure failure) {
          // What ended the session may have ended the one beside it, too.
          run.doubt();
          applied = applied.or(failure.applied());
          boolean again = attempt <= limits.lockRetries() && isWorthRetrying(live, failure);
          observer.stopped(again);
          if (!again) {
            keeper.close();
            throw new Stopped(failure, observer.named(failure), applied);
          }
          pause(live, failure, attempt);
        }
      }
    } finally {
      guard.ifPresent(LockGuard::close);
    }
  }

  private static boolean isWorthRetrying(LiveRun live, FlywayFailure failure) {
    return failure.failure().passes() && !live.isCancelRequested() && !live.isInterrupted();
  }

  private void pause(LiveRun live, FlywayFailure failure, int attempt) {
    Duration delay = RunLimits.pause(attempt, ThreadLocalRandom.current().nextDouble());
    live.retrying(failure.failure(), attempt, limits.lockRetries() + 1, delay);
    LOG.warnf(
        "Run %s: %s was rolled back (%s) and is tried again in %d ms, attempt %d of %d",
        live.id(),
        failure.failure().script(),
        failure.failure().message(),
        delay.toMillis(),
        attempt + 1,
        limits.lockRetries() + 1);
    long until = System.nanoTime() + delay.toNanos();
    while (System.nanoTime() < until && !live.isCancelRequested() && !live.isInterrupted()) {
      try {
        Thread.sleep(LOOK_AGAIN_MS);
      } catch (InterruptedException exception) {
        Thread.currentThread().interrupt();
        live.interrupt();
      }
    }
  }
}
