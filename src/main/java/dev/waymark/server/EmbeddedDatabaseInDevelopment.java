package dev.waymark.server;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.DatabaseAddresses;
import dev.waymark.database.EmbeddedAddress;
import dev.waymark.database.EmbeddedDatabase;
import io.quarkus.arc.profile.IfBuildProfile;
import io.quarkus.runtime.StartupEvent;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.quarkus.vertx.http.HttpServer;
import io.quarkus.vertx.http.HttpServerStart;
import jakarta.annotation.Priority;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.ObservesAsync;
import jakarta.inject.Singleton;
import org.jboss.logging.Logger;

/**
 * The development profile needs nothing: with no address given it starts a PostgreSQL, and it says
 * what to type.
 */
@Singleton
@IfBuildProfile("dev")
final class EmbeddedDatabaseInDevelopment {
  private static final Logger LOG = Logger.getLogger("dev.waymark");
  private static final int BEFORE_ANYBODY_CONNECTS = StartChecks.PRIORITY + 2;

  void start(
      @Observes @Priority(BEFORE_ANYBODY_CONNECTS) StartupEvent event,
      DatabaseAddresses addresses) {
    ConnectionUrl embedded = ConnectionUrl.parse(EmbeddedAddress.url());
    if (addresses.pooled().filter(embedded::equals).isPresent()) {
      try {
        EmbeddedDatabase.startOnce();
      } catch (IllegalStateException exception) {
        // Quarkus prints one without a cause as one line, which is all that helps here.
        throw new ConfigurationException(exception.getMessage());
      }
    }
  }

  void announce(
      @ObservesAsync HttpServerStart started, HttpServer server, DatabaseAddresses addresses) {
    String address = "http://localhost:" + server.getPort();
    LOG.infof(
        """

        Waymark listens on %1$s, with the database %2$s. Try:
          curl -X POST %1$s/migrations
          curl %1$s/migrations/status
          curl %1$s/schema/verification
        """,
        address, addresses.pooled().map(ConnectionUrl::describe).orElse("(none)"));
  }
}
