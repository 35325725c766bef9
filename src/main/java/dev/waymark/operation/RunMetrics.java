package dev.waymark.operation;

import dev.waymark.migration.Migration;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.run.RunListener;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.EnumSet;
import java.util.Set;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;

/** Counts and times the runs of this process. Every name is in docs/metrics.md. */
@Singleton
public class RunMetrics implements RunListener {
  private static final String RUNS = "waymark.runs";

  /** What a change of the history alone can come to. */
  private static final Set<Outcome> OF_HISTORY =
      EnumSet.of(Outcome.SUCCEEDED, Outcome.REFUSED, Outcome.FAILED);

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
  public void runStarted(Run run) {
    inProgress.incrementAndGet();
  }

  @Override
  public void runJoined(String runId) {
    joined.increment();
  }

  @Override
  public void migrationEnded(
      Migration migration, boolean transactional, MigrationEnd end, Duration took) {
    timer("waymark.migration.duration", 0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60, 300, 1800)
        .tag("outcome", end.code())
        .tag("transactional", Boolean.toString(transactional))
        .register(registry)
        .record(took);
  }

  @Override
  public void lockRetried() {
    lockRetries.increment();
  }

  @Override
  public void blocked(boolean waiting) {
    blocked.set(waiting ? 1 : 0);
  }

  @Override
  public void lockAwaited(Lock lock, Duration waited) {
    lockWaits(lock).record(waited);
  }

  @Override
  public void runEnded(Run run) {
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
        .tag("lock", lock.code())
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
