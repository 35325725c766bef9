package dev.waymark;

import dev.waymark.migration.MigrationRunner;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.event.Observes;

/**
 * Gives the run in progress its grace period when the process is asked to end. HTTP is still open
 * then, so that whoever waits for the run gets its answer.
 */
class RunShutdown {

  void close(@Observes ShutdownEvent event, MigrationRunner runner) {
    runner.close();
  }
}
