package dev.waymark.operation;

import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunEvent;
import dev.waymark.migration.RunEvent.Begun;
import dev.waymark.migration.RunEvent.LockTimeoutRetry;
import dev.waymark.migration.RunEvent.LockWaitBegan;
import dev.waymark.migration.RunEvent.LockWaitEnded;
import dev.waymark.migration.RunEvent.MigrationApplied;
import dev.waymark.migration.RunEvent.MigrationStopped;
import dev.waymark.migration.RunEvent.RunEnded;
import dev.waymark.migration.run.RunListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Counts and times the runs of this process. Every name is in docs/reference/metrics.md. */
@Singleton
public class RunMetrics implements RunListener {
  private static final String RUNS = "waymark.runs";

  /** What a change of the history alone can come to. */
  private static final Set<Outcome> OF_HISTORY =
      EnumSet.of(Outcome.SUCCEEDED, Outcome.REFUSED, Outcome.FAILED);

  /** What a run can wait for, as the tag says it. */
  private enum Lock {
    /** The lock on the history, which another process's run holds. */
    HISTORY,
    /** A lock that a statement of a script needs, as far as the run's keeper sees it. */
    STATEMENT
  }

  private final MeterRegistry registry;
  private final AtomicInteger inProgress = new AtomicInteger();
  private final AtomicInteger blocked = new AtomicInteger();
  private final Counter joined;
  private final Counter lockRetries;

  public RunMetrics(MeterRegistry registry) {
    this.registry = registry;
    // From the start: no rate can be had of a counter that appears with its first count.
    for (Operation operation : Operation.values()) {
      (operation == Operation.MIGRATE ? EnumSet.allOf(Outcome.class) : OF_HISTORY)
          .forEach(outcome -> runs(operation, outcome));
    }
    joined = Counter.builder("waymark.runs.joined").register(registry);
    for (Lock lock : Lock.values()) {
      lockWaits(lock);
    }
    lockRetries = Counter.builder("waymark.lock.retries").register(registry);
    Gauge.builder("waymark.runs.in.progress", inProgress, AtomicInteger::get).register(registry);
    Gauge.builder("waymark.runs.blocked", blocked, AtomicInteger::get).register(registry);
  }

  @Override
  public void heard(Run run, RunEvent event) {
    if (event instanceof Begun) {
      inProgress.incrementAndGet();
    } else if (event instanceof MigrationApplied applied) {
      migration("applied", applied.transactional(), Duration.ofMillis(applied.durationMs()));
    } else if (event instanceof MigrationStopped stopped) {
      migration(stopped.stop().code(), stopped.transactional(), stopped.took());
    } else if (event instanceof LockTimeoutRetry) {
      lockRetries.increment();
    } else if (event instanceof LockWaitBegan) {
      blocked.set(1);
    } else if (event instanceof LockWaitEnded over) {
      blocked.set(0);
      lockWaits(Lock.STATEMENT).record(over.waited());
    } else if (event instanceof RunEnded) {
      ended(run);
    }
  }

  @Override
  public void joined(String runId) {
    joined.increment();
  }

  @Override
  public void turnAwaited(Duration waited) {
    lockWaits(Lock.HISTORY).record(waited);
  }

  private void migration(String outcome, boolean transactional, Duration took) {
    timer("waymark.migration.duration", 0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1800)
        .tag("outcome", outcome)
        .tag("transactional", Boolean.toString(transactional))
        .register(registry)
        .record(took);
  }

  private void ended(Run run) {
    inProgress.decrementAndGet();
    runs(run.operation(), run.outcome()).increment();
    timer("waymark.run.duration", 0.1, 0.5, 1, 5, 15, 60, 300, 900, 3600)
        .tag("operation", run.operation().code())
        .tag("outcome", run.outcome().code())
        .register(registry)
        .record(Duration.ofMillis(run.durationMs()));
  }

  private Timer lockWaits(Lock lock) {
    return timer("waymark.lock.wait", 0.1, 0.5, 1, 5, 15, 60, 300)
        .tag("lock", lock.name().toLowerCase(Locale.ROOT))
        .register(registry);
  }

  private Counter runs(Operation operation, Outcome outcome) {
    return Counter.builder(RUNS)
        .tag("operation", operation.code())
        .tag("outcome", outcome.code())
        .register(registry);
  }

  /** A histogram with these upper bounds, in seconds. */
  static Timer.Builder timer(String name, double... bounds) {
    return Timer.builder(name)
        .serviceLevelObjectives(
            IntStream.range(0, bounds.length)
                .mapToObj(index -> Duration.ofMillis(Math.round(bounds[index] * 1000)))
                .toArray(Duration[]::new));
  }
}
