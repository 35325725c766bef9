package dev.waymark.operation;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.PooledConnection;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunEvent;
import dev.waymark.migration.RunEvent.RunEnded;
import dev.waymark.migration.run.RunListener;
import dev.waymark.migration.status.StatusReader;
import dev.waymark.verification.Verifier;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.jboss.logging.Logger;

/**
 * Looks at the database now and then, on a thread of its own, so that probes and scrapes find
 * answers on a replica that no client asks. One look at a time: when one takes long the next waits,
 * and the age of what is known says so.
 */
public final class DatabaseWatch implements RunListener, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(DatabaseWatch.class);

  /** Until the database was reached once: the user who starts both waits for this. */
  private static final Duration UNTIL_REACHED = Duration.ofSeconds(1);

  /** A connection that takes longer to answer counts as none. */
  private static final Duration ANSWERS_WITHIN = Duration.ofSeconds(10);

  private final PooledConnection pooled;
  private final StatusReader status;
  private final Verifier verifier;
  private final Duration interval;
  private final Clock clock;
  private final AtomicBoolean extraLookIsDue = new AtomicBoolean();
  private volatile boolean watching;
  private boolean standby;
  private final ScheduledExecutorService thread =
      Executors.newSingleThreadScheduledExecutor(
          work -> {
            Thread watch = new Thread(work, "database-watch");
            watch.setDaemon(true);
            return watch;
          });
  private volatile Consumer<Position> moved = position -> {};
  private volatile Sighting last = Sighting.NONE;
  private volatile Instant askedAt;
  private volatile Instant lookingSince;

  /**
   * @param interval how long to wait between two looks; zero means none after the first that
   *     reached the database, except after runs of this process
   */
  public DatabaseWatch(
      PooledConnection pooled,
      StatusReader status,
      Verifier verifier,
      Duration interval,
      Clock clock) {
    this.pooled = pooled;
    this.status = status;
    this.verifier = verifier;
    this.interval = interval;
    this.clock = clock;
  }

  /** Begins to look; returns at once. A command never does: no probe asks it how things are. */
  public void start() {
    watching = true;
    thread.execute(this::lookAndPlanNext);
  }

  /** What is known has changed: the next look does not wait for its time. */
  @Override
  public void heard(Run run, RunEvent event) {
    // With nothing pending nothing has changed, and a pipeline may ask that often.
    boolean changed = event instanceof RunEnded && run.outcome() != Outcome.NOTHING_PENDING;
    if (watching && changed && extraLookIsDue.compareAndSet(false, true)) {
      try {
        thread.execute(this::extraLook);
      } catch (RejectedExecutionException closed) {
        LOG.debug("The process ends: what has changed is not looked at any more.");
      }
    }
  }

  @Override
  public void close() {
    thread.shutdownNow();
  }

  /** What was seen last; a connection that has not answered for long counts as not reachable. */
  Sighting last() {
    Sighting seen = last;
    boolean silent =
        isLongerAgo(ANSWERS_WITHIN, askedAt)
            // Nothing that a look reads may take longer, so the network has fallen silent since.
            || isLongerAgo(pooled.limits().longestWait(), lookingSince);
    return silent ? seen.unreachable(seen.lookedAt(), "PostgreSQL does not answer.") : seen;
  }

  private boolean isLongerAgo(Duration time, Instant moment) {
    return moment != null && clock.instant().isAfter(moment.plus(time));
  }

  /** Whom to notify of where the database stands, each time that it was read. */
  void onMoved(Consumer<Position> listener) {
    moved = listener;
  }

  Duration interval() {
    return interval;
  }

  private void lookAndPlanNext() {
    look();
    Duration next = last.everReached() ? interval : UNTIL_REACHED;
    if (!next.isZero()) {
      thread.schedule(this::lookAndPlanNext, next.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private void extraLook() {
    // Before the look: a run that ends while it is going on has changed something again.
    extraLookIsDue.set(false);
    look();
  }

  private void look() {
    Sighting before = last;
    lookingSince = clock.instant();
    try {
      reach();
      last = before.reached();
      last = position(before);
    } catch (SQLException exception) {
      last = before.unreachable(clock.instant(), new DatabaseException(exception).getMessage());
    } catch (DatabaseException exception) {
      last = before.seen(clock.instant(), Optional.empty(), exception.getMessage());
    } catch (RuntimeException | OutOfMemoryError unexpected) {
      // Only this look is lost: the thread has to go on.
      LOG.warn("The database could not be looked at.", unexpected);
      last = before.seen(clock.instant(), Optional.empty(), "Unexpected: see the log.");
    } finally {
      lookingSince = null;
    }
    logChange(before, last);
  }

  private void reach() throws SQLException {
    askedAt = clock.instant();
    try {
      boolean standby = pooled.leadsToStandby();
      pooled.read(DatabaseWatch::answered);
      logStandby(standby);
    } finally {
      askedAt = null;
    }
  }

  private static boolean answered(Connection connection) throws SQLException {
    if (!connection.isValid((int) ANSWERS_WITHIN.toSeconds())) {
      throw new SQLException("The connection does not answer.", "08006");
    }
    return true;
  }

  /** Logged when it is seen first, and each time that it has changed: a failover is news. */
  private void logStandby(boolean now) {
    if (now && !standby) {
      LOG.warn(
          pooled.primary().isPresent()
              ? "DATABASE_URL leads to a standby, which has only some time later what was done:"
                  + " reports are read over DATABASE_URL_UNPOOLED, so that they are true. Point"
                  + " DATABASE_URL at the primary, too."
              : "DATABASE_URL leads to a standby: reports say what has reached it, which may be"
                  + " old, and runs are refused. Point DATABASE_URL at the primary.");
    } else if (standby && !now) {
      LOG.info("DATABASE_URL leads to the primary.");
    }
    standby = now;
  }

  private Sighting position(Sighting before) {
    Optional<Position> position = Optional.empty();
    String trouble = null;
    try {
      position = Optional.of(Position.of(status.status(), clock.instant()));
      moved.accept(position.get());
    } catch (MigrationException exception) {
      trouble = exception.getMessage();
    }
    // Listeners to verifications hear the result.
    verifier.verify(Optional.empty(), false);
    return before.seen(clock.instant(), position, trouble);
  }

  private static void logChange(Sighting before, Sighting now) {
    if (now.reachable() && !before.reachable()) {
      LOG.info("The database is reached.");
    } else if (!now.reachable() && (before.reachable() || before.lookedAt() == null)) {
      LOG.warnf("The database cannot be reached: %s", now.problem());
    }
  }
}
