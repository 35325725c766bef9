package dev.waymark.http;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DatabasesDiffer;
import org.jboss.logging.Logger;

/** Prints of a request that failed what the operator should know, and not only the client. */
public final class FailureLog {
  private static final Logger LOG = Logger.getLogger(FailureLog.class);

  private FailureLog() {}

  /** Prints it, if it is the database's. */
  public static void print(Throwable thrown) {
    if (thrown instanceof DatabaseException exception) {
      LOG.warnf(
          "%s SQLSTATE %s: %s",
          exception.failure().sentence(), exception.sqlState(), exception.driverMessage());
    } else if (thrown instanceof DatabasesDiffer) {
      LOG.error(thrown.getMessage());
    }
  }
}
