package dev.waymark.operation;

import jakarta.inject.Singleton;
import java.util.Locale;
import java.util.Optional;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;

/**
 * {@code /q/health/ready}: whether requests should come here. It takes the place of the
 * datasource's own check, which waits in a probe for a connection, and takes out every replica at
 * once when the database is away.
 */
@Singleton
@org.eclipse.microprofile.health.Readiness
class ReadinessCheck implements HealthCheck {
  private final DatabaseWatch watch;
  private final LastVerification last;
  private final Readiness required;

  ReadinessCheck(DatabaseWatch watch, LastVerification last, Readiness required) {
    this.watch = watch;
    this.last = last;
    this.required = required;
  }

  @Override
  public HealthCheckResponse call() {
    Sighting seen = watch.last();
    HealthCheckResponseBuilder response =
        HealthCheckResponse.named("waymark")
            .status(isReady(seen))
            .withData("required", required.name().toLowerCase(Locale.ROOT))
            .withData("databaseReached", seen.reachable());
    if (required == Readiness.VERIFIED) {
      response.withData("schema", schema(seen).code());
    }
    Optional.ofNullable(seen.problem()).ifPresent(problem -> response.withData("problem", problem));
    return response.build();
  }

  private SchemaState schema(Sighting seen) {
    return SchemaState.of(seen, last.report());
  }

  private boolean isReady(Sighting seen) {
    return switch (required) {
      case ANSWERING -> seen.everReached();
      case CONNECTED -> seen.reachable();
      case VERIFIED -> schema(seen) == SchemaState.VERIFIED;
    };
  }
}
