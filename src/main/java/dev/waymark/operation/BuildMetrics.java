package dev.waymark.operation;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import jakarta.inject.Singleton;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Which Waymark this is, as a label of a constant. */
@Singleton
class BuildMetrics implements MeterBinder {
  private final String version;

  BuildMetrics(@ConfigProperty(name = "quarkus.application.version") String version) {
    this.version = version;
  }

  @Override
  public void bindTo(MeterRegistry registry) {
    Gauge.builder("waymark.build.info", () -> 1)
        .tag("version", version)
        .tag("java", Runtime.version().feature() + "")
        .register(registry);
  }
}
