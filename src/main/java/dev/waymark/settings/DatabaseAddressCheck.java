package dev.waymark.settings;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.DatabaseAddresses;
import dev.waymark.database.DirectAddress;
import dev.waymark.database.InvalidConnectionUrlException;
import dev.waymark.database.tls.InvalidTlsFile;
import io.quarkus.runtime.configuration.ConfigurationException;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Says at start which databases are meant, and which words of their addresses had no effect. It
 * ends the start when one is needed and not there, and when one cannot be used.
 */
public final class DatabaseAddressCheck {
  private static final Logger LOG = Logger.getLogger(DatabaseAddressCheck.class);

  private DatabaseAddressCheck() {}

  /**
   * @param needed whether there must be an address
   * @return what was checked
   */
  public static DatabaseAddresses check(Supplier<DatabaseAddresses> configured, boolean needed) {
    DatabaseAddresses addresses = addresses(configured);
    checkFiles(addresses);
    addresses.pooled().ifPresent(url -> report("Reports are read from ", url));
    if (addresses.direct() instanceof DirectAddress.Usable usable) {
      report("Migrations run on ", usable.url());
    } else if (addresses.direct() instanceof DirectAddress.Refused refused) {
      LOG.warn("Migrations are refused. " + refused.reason() + " " + refused.remedy());
    } else if (addresses.direct() instanceof DirectAddress.Missing missing && needed) {
      throw new ConfigurationException("No database is given. " + missing.remedy());
    }
    return addresses;
  }

  // Quarkus prints a ConfigurationException without a cause as one line.
  private static DatabaseAddresses addresses(Supplier<DatabaseAddresses> configured) {
    try {
      return configured.get();
    } catch (InvalidConnectionUrlException exception) {
      throw new ConfigurationException(exception.getMessage());
    }
  }

  private static void checkFiles(DatabaseAddresses addresses) {
    try {
      addresses.pooled().ifPresent(ConnectionUrl::checkFiles);
      if (addresses.direct() instanceof DirectAddress.Usable usable) {
        usable.url().checkFiles();
      }
    } catch (InvalidTlsFile exception) {
      throw new ConfigurationException(
          "The database's address cannot be used: " + exception.getMessage());
    }
  }

  private static void report(String purpose, ConnectionUrl url) {
    LOG.info(purpose + url.describe());
    if (!url.variables().isEmpty()) {
      LOG.infof(
          "What the address does not say is taken from %s.", String.join(", ", url.variables()));
    }
    if (!url.unknownParameters().isEmpty()) {
      LOG.warnf(
          "These parameters of the address have no effect: %s",
          String.join(", ", url.unknownParameters()));
    }
  }
}
