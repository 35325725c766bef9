package dev.waymark.server;

import dev.waymark.database.DirectAddress;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.OwnThread;
import dev.waymark.database.ScratchDatabase;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import jakarta.enterprise.event.Observes;
import java.sql.SQLException;
import org.jboss.logging.Logger;

/**
 * Drops what a crashed process left on the server. No request waits for it, so it waits until the
 * start is over, which needs the processors.
 */
final class ScratchLeftovers {
  private static final Logger LOG = Logger.getLogger(ScratchLeftovers.class);
  private static final int AFTER_START_MS = 250;

  void drop(@Observes StartupEvent event, DirectConnection direct, Vertx vertx) {
    if (direct.address() instanceof DirectAddress.Usable) {
      OwnThread thread = new OwnThread("scratch-leftovers");
      vertx.setTimer(AFTER_START_MS, timer -> thread.execute(() -> drop(direct)));
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
