package dev.waymark.server;

import dev.waymark.assembly.Assembly;
import dev.waymark.migration.rehearsing.Rehearsals;
import dev.waymark.migration.run.MigrationRunner;
import io.quarkus.runtime.ShutdownDelayInitiatedEvent;
import jakarta.enterprise.event.Observes;

/**
 * Ends a rehearsal, and gives the run in progress its grace period, when the process is asked to
 * end. Of all that Quarkus reports its end this event comes first, and waits for its observers:
 * HTTP is still open, so that a client that waits for the run gets its answer. At the other one,
 * ShutdownEvent, it is closed.
 */
class RunShutdown {

  void close(
      @Observes ShutdownDelayInitiatedEvent event,
      MigrationRunner runner,
      Rehearsals rehearsals,
      Assembly assembly) {
    // Nothing of it stays, so it needs no grace: its scratch database is dropped.
    rehearsals.close();
    runner.close();
    // How the run ended is news, too.
    assembly.webhooks().close();
  }
}
