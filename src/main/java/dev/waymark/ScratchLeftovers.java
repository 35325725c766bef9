package dev.waymark;

import dev.waymark.database.DirectAddress;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.OwnThread;
import dev.waymark.database.ScratchDatabase;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/** Drops at start what a crashed process left on the server; nobody waits for it. */
final class ScratchLeftovers {
  private static final Logger LOG = Logger.getLogger(ScratchLeftovers.class);

  void drop(@Observes StartupEvent event, DirectConnection direct) {
    if (direct.address() instanceof DirectAddress.Usable) {
      new OwnThread("scratch-leftovers").execute(() -> drop(direct));
    }
  }

  private static void drop(DirectConnection direct) {
    try {
      ScratchDatabase.dropLeftovers(direct);
    } catch (SQLException exception) {
      LOG.infof(
          "Leftover scratch databases were not looked for, which the next replay does: %s",
          exception.getMessage());
    }
  }
}
