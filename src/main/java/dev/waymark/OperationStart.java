package dev.waymark;

import dev.waymark.operation.DatabaseMetrics;
import dev.waymark.operation.DatabaseWatch;
import dev.waymark.operation.RunMetrics;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.inject.Instance;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Begins to watch the database, where there is a server that somebody probes and scrapes. */
final class OperationStart {
  private final boolean server;

  OperationStart(
      @ConfigProperty(name = "quarkus.http.host-enabled", defaultValue = "true") boolean server) {
    this.server = server;
  }

  void start(
      @Observes StartupEvent event,
      Instance<RunMetrics> runs,
      Instance<DatabaseMetrics> database,
      Instance<DatabaseWatch> watch) {
    if (server) {
      // Its counters are there from the start, not only from the first run on.
      runs.get();
      database.get().register();
      watch.get().start();
    }
  }

  void stop(@Observes ShutdownEvent event, Instance<DatabaseWatch> watch) {
    if (server) {
      watch.get().close();
    }
  }
}
