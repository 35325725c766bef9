package dev.waymark.server;

import dev.waymark.database.DatabasesDiffer;
import dev.waymark.database.DirectAddress;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.OwnThread;
import io.quarkus.runtime.LaunchMode;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Ends the start where the two addresses lead to different databases. A database that is away, or
 * slow to answer, does not end it: each run looks again.
 */
final class SameDatabaseCheck {
  private static final Logger LOG = Logger.getLogger(SameDatabaseCheck.class);
  private static final int PATIENCE_SECONDS = 3;

  void check(
      @Observes @Priority(StartChecks.PRIORITY + 2) StartupEvent event, DirectConnection direct)
      throws InterruptedException {
    if (LaunchMode.current() == LaunchMode.NORMAL
        && direct.address() instanceof DirectAddress.Usable
        && direct.reports().filter(reports -> reports.hasTwoAddresses()).isPresent()) {
      check(direct);
    }
  }

  private static void check(DirectConnection direct) throws InterruptedException {
    var compared =
        CompletableFuture.runAsync(() -> compare(direct), new OwnThread("same-database"));
    try {
      compared.get(PATIENCE_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException exception) {
      if (exception.getCause() instanceof DatabasesDiffer differ) {
        throw new ConfigurationException(differ.getMessage() + " " + differ.remedy());
      }
      throw new IllegalStateException(exception.getCause());
    } catch (TimeoutException exception) {
      LOG.info("The databases of the two addresses are compared when they answer.");
    }
  }

  private static void compare(DirectConnection direct) {
    try (Connection connection = direct.open()) {
      direct.requireSameDatabase(connection);
    } catch (SQLException exception) {
      LOG.infof(
          "The databases of the two addresses are compared when they answer: %s",
          exception.getMessage());
    }
  }
}
