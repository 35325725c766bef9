package dev.waymark.server;

import dev.waymark.assembly.Assembly;
import dev.waymark.operation.DatabaseMetrics;
import dev.waymark.operation.DatabaseWatch;
import dev.waymark.operation.RunMetrics;
import dev.waymark.operation.WebhookMetrics;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;

/** Begins to watch the database, for probes and scrapes. */
final class OperationStart {
  void start(
      @Observes StartupEvent event,
      Instance<RunMetrics> runs,
      Instance<DatabaseMetrics> database,
      Instance<DatabaseWatch> watch,
      Instance<Assembly> assembly,
      MeterRegistry registry) {
    // Its counters are there from the start, not only from the first run on.
    runs.get();
    database.get().register();
    WebhookMetrics.register(registry, assembly.get().webhooks().counts());
    watch.get().start();
  }

  void stop(@Observes ShutdownEvent event, Instance<DatabaseWatch> watch) {
    watch.get().close();
  }
}
