package dev.waymark.webhook;

import dev.waymark.migration.Run;
import dev.waymark.migration.RunEvent;
import dev.waymark.migration.RunEvent.Blocked;
import dev.waymark.migration.RunEvent.BlockersSeen;
import dev.waymark.migration.RunEvent.LockWaitBegan;
import dev.waymark.migration.RunEvent.MigrationApplied;
import dev.waymark.migration.RunEvent.RunEnded;
import dev.waymark.migration.RunEvent.StatementDone;
import dev.waymark.migration.run.RunListener;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.ConcurrentHashMap;

/** Makes news of what becomes of the runs of this process. */
public final class RunNotices implements RunListener {
  private final Webhooks webhooks;
  private final String database;
  private final Clock clock;
  private final Map<String, Wait> waits = new ConcurrentHashMap<>();

  /**
   * A wait for a lock, over all tries of the migration: a pause between two is part of it.
   *
   * @param script what waits
   * @param statement which of its statements
   */
  private static final class Wait {
    private final String script;
    private final int statement;
    private final Instant since;
    private final long sinceNanos = System.nanoTime();
    private volatile Run seen;

    Wait(Run run, Instant since) {
      this.script = run.progress() == null ? "" : run.progress().script();
      this.statement = run.progress() == null ? 0 : run.progress().statement();
      this.since = since;
      this.seen = run;
    }

    Duration lasted() {
      return Duration.ofNanos(System.nanoTime() - sinceNanos);
    }

    boolean isOverWith(StatementDone done) {
      return done.script().equals(script) && done.statement() >= statement;
    }
  }

  /**
   * @param database what messages call it
   */
  public RunNotices(Webhooks webhooks, String database, Clock clock) {
    this.webhooks = webhooks;
    this.database = database;
    this.clock = clock;
  }

  @Override
  public void heard(Run run, RunEvent event) {
    if (webhooks.isOff()) {
      return;
    }
    if (event instanceof LockWaitBegan) {
      began(run);
    } else if (event instanceof Blocked || event instanceof BlockersSeen) {
      waits.computeIfPresent(
          run.id(),
          (id, wait) -> {
            // Between two tries there is nothing to see of what waits.
            if (run.progress() != null) {
              wait.seen = run;
            }
            return wait;
          });
    } else if (event instanceof StatementDone done) {
      waits.computeIfPresent(run.id(), (id, wait) -> wait.isOverWith(done) ? null : wait);
    } else if (event instanceof MigrationApplied) {
      waits.remove(run.id());
    } else if (event instanceof RunEnded) {
      waits.remove(run.id());
      webhooks.announce(new Event.RunEnded(database, run, run.finishedAt()));
    }
  }

  /** No other process says it: the one that ran it was killed. */
  @Override
  public void foundInterrupted(Run run) {
    webhooks.announce(new Event.RunEnded(database, run, now()));
  }

  private void began(Run run) {
    Wait wait = new Wait(run, now());
    if (waits.putIfAbsent(run.id(), wait) == null) {
      webhooks.soon(() -> watch(run.id(), wait));
    }
  }

  /** As exactly as the other moments of a run. */
  private Instant now() {
    return clock.instant().truncatedTo(ChronoUnit.MICROS);
  }

  private void watch(String run, Wait wait) {
    Set<Duration> thresholds = new TreeSet<>();
    webhooks.now().forEach(webhook -> thresholds.add(webhook.blockedFor()));
    for (Duration threshold : thresholds) {
      Duration left = threshold.minus(wait.lasted());
      webhooks.later(() -> look(run, wait, threshold), left.isNegative() ? Duration.ZERO : left);
    }
  }

  private void look(String run, Wait wait, Duration threshold) {
    if (waits.get(run) == wait) {
      webhooks.hand(
          new Event.RunBlocked(database, wait.seen, wait.since, wait.lasted(), threshold, now()));
    }
  }
}
