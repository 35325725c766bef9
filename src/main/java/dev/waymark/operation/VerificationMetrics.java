package dev.waymark.operation;

import dev.waymark.database.DatabaseException;
import dev.waymark.schema.comparison.State;
import dev.waymark.verification.VerificationListener;
import dev.waymark.verification.finding.Severity;
import dev.waymark.verification.report.Report;
import dev.waymark.verification.report.StateCounts;
import dev.waymark.verification.report.Verification;
import dev.waymark.verification.report.VerificationStatus;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** What verifications found, and what they cost. Every name is in docs/reference/metrics.md. */
@Singleton
public class VerificationMetrics implements VerificationListener {
  private static final String UNKNOWN = "unknown";

  private final MeterRegistry registry;
  private final LastVerification last;
  private final Clock clock;
  private final Timer duration;
  private final Set<String> shown = ConcurrentHashMap.newKeySet();

  public VerificationMetrics(MeterRegistry registry, LastVerification last, Clock clock) {
    this.registry = registry;
    this.last = last;
    this.clock = clock;
    for (VerificationStatus status : VerificationStatus.values()) {
      status(status.code(), report -> report.status() == status ? 1 : 0, 0);
    }
    status(UNKNOWN, report -> 0, 1);
    for (Severity severity : Severity.values()) {
      gauge(
              "waymark.verification.findings",
              report -> report.findings().stream().filter(it -> it.severity() == severity).count(),
              Double.NaN)
          .tag("severity", severity.code())
          .register(registry);
    }
    gauge("waymark.verification.age", this::ageSeconds, Double.NaN)
        .baseUnit("seconds")
        .register(registry);
    duration =
        RunMetrics.timer("waymark.verification.duration", 0.01, 0.05, 0.1, 0.5, 1, 5, 15, 60)
            .register(registry);
    for (String result : new String[] {"compared", "unchanged", "failed"}) {
      verifications(result);
    }
  }

  @Override
  public void verified(Report report, boolean asConfigured, boolean compared, Instant startedAt) {
    verifications(compared ? "compared" : "unchanged").increment();
    if (compared) {
      duration.record(Duration.between(startedAt, clock.instant()));
    }
    if (compared && asConfigured) {
      report.verification().totals().byKind().forEach(this::showKind);
    }
  }

  @Override
  public void notVerified(DatabaseException problem, Instant startedAt) {
    verifications("failed").increment();
  }

  /** Most databases have a few of the forty kinds; of those every state is shown from then on. */
  private void showKind(String kind, StateCounts counts) {
    if (counts.equals(StateCounts.NONE) || shown.contains(kind)) {
      return;
    }
    for (State state : State.values()) {
      gauge(
              "waymark.verification.objects",
              report -> count(report.totals().byKind().get(kind), state),
              Double.NaN)
          .tag("kind", kind)
          .tag("state", state.code())
          .register(registry);
    }
    // Last: a verification beside this one finds them registered or registers them too.
    shown.add(kind);
  }

  private static int count(StateCounts counts, State state) {
    return switch (state) {
      case PRESENT -> counts.present();
      case MISSING -> counts.missing();
      case DIFFERENT -> counts.different();
      case UNEXPECTED -> counts.unexpected();
    };
  }

  private double ageSeconds(Verification report) {
    return Duration.between(report.checkedAt(), clock.instant()).toMillis() / 1000.0;
  }

  private void status(String word, ToDoubleFunction<Verification> value, double before) {
    gauge("waymark.verification.status", value, before).tag("status", word).register(registry);
  }

  private Counter verifications(String result) {
    return Counter.builder("waymark.verifications").tag("result", result).register(registry);
  }

  /** A value of the last report against what is configured. */
  private Gauge.Builder<LastVerification> gauge(
      String name, ToDoubleFunction<Verification> value, double before) {
    return Gauge.builder(
        name,
        last,
        kept -> kept.report().map(Report::verification).map(value::applyAsDouble).orElse(before));
  }
}
