package dev.waymark;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.DatabaseAddresses;
import dev.waymark.database.DirectAddress;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.event.Observes;
import org.jboss.logging.Logger;

/** Says at start which databases are meant, and which words of their addresses had no effect. */
final class DatabaseAddressReport {
  private static final Logger LOG = Logger.getLogger(DatabaseAddressReport.class);

  void report(@Observes StartupEvent event, DatabaseAddresses addresses) {
    addresses.pooled().ifPresent(url -> report("Reports are read from ", url));
    if (addresses.direct() instanceof DirectAddress.Usable usable) {
      report("Migrations run on ", usable.url());
    } else if (addresses.direct() instanceof DirectAddress.Refused refused) {
      LOG.warn("Migrations are refused. " + refused.reason() + " " + refused.remedy());
    }
  }

  private static void report(String purpose, ConnectionUrl url) {
    LOG.info(purpose + url.describe());
    if (!url.unknownParameters().isEmpty()) {
      LOG.warnf(
          "These parameters of the address have no effect: %s",
          String.join(", ", url.unknownParameters()));
    }
  }
}
