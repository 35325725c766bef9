package dev.waymark.operation;

import dev.waymark.verification.report.Report;
import dev.waymark.verification.report.StateCounts;
import dev.waymark.verification.report.Verification;
import io.smallrye.health.api.HealthGroup;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/** {@code /q/health/group/schema}: whether the schema is what it should be, as seen last. */
@Singleton
@HealthGroup("schema")
class SchemaCheck implements HealthCheck {
  private final DatabaseWatch watch;
  private final LastVerification last;
  private final Clock clock;

  SchemaCheck(DatabaseWatch watch, LastVerification last, Clock clock) {
    this.watch = watch;
    this.last = last;
    this.clock = clock;
  }

  @Override
  public HealthCheckResponse call() {
    Sighting seen = watch.last();
    Optional<Report> report = last.report();
    SchemaState state = SchemaState.of(seen, report);
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("schema")
            .status(state == SchemaState.VERIFIED)
            .withData("state", state.code());
    Optional.ofNullable(seen.position()).ifPresent(position -> show(response, position));
    report.map(Report::verification).ifPresent(verification -> show(response, verification));
    Optional.ofNullable(seen.problem()).ifPresent(problem -> response.withData("problem", problem));
    return response.build();
  }

  private void show(HealthCheckResponseBuilder response, Position position) {
    response.withData("database", position.database());
    Optional.ofNullable(position.currentVersion())
        .ifPresent(version -> response.withData("currentVersion", version));
    response
        .withData("pending", position.pending())
        .withData("invalid", position.invalid())
        .withData("statusAgeSeconds", age(position.readAt()));
  }

  private void show(HealthCheckResponseBuilder response, Verification verification) {
    StateCounts objects = verification.totals().all();
    response
        .withData("verification", verification.status().code())
        .withData("missing", objects.missing())
        .withData("different", objects.different())
        .withData("unexpected", objects.unexpected())
        .withData("verificationAgeSeconds", age(verification.checkedAt()));
  }

  private long age(Instant moment) {
    return Math.max(0, Duration.between(moment, clock.instant()).toSeconds());
  }
}
