package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;
import org.jboss.logging.Logger;

/**
 * Makes sure that what is changed over the direct connection is what is reported over the pooled
 * one. Each time anew: where a name leads can change while a process runs.
 */
public final class SameDatabase {
  private static final Logger LOG = Logger.getLogger(SameDatabase.class);

  private final Supplier<PooledConnection> pooled;
  private final DirectAddress direct;
  private final AtomicBoolean logged = new AtomicBoolean();

  /**
   * @param pooled asked when it is needed: it may know the direct connection, too
   */
  public SameDatabase(Supplier<PooledConnection> pooled, DirectAddress direct) {
    this.pooled = pooled;
    this.direct = direct;
  }

  /**
   * Compares a direct connection with a pooled one, unless both have one address. What cannot be
   * compared is logged, once.
   *
   * @throws DatabasesDiffer if they lead to different databases
   * @throws SQLException if the direct connection cannot be asked
   */
  void require(Connection connection) throws SQLException {
    if (!hasTwoAddresses() || !(direct instanceof DirectAddress.Usable usable)) {
      return;
    }
    DatabaseIdentity runs = DatabaseIdentity.of(connection);
    DatabaseIdentity reports;
    try (Connection other = pooled.get().open()) {
      reports = DatabaseIdentity.of(other);
    } catch (SQLException exception) {
      log(exception.getMessage());
      return;
    }
    if (reports.differsFrom(runs)) {
      throw new DatabasesDiffer(pooled.get().url(), reports, usable.url(), runs);
    }
    if (!reports.isComparableWith(runs)) {
      log("a user may not execute pg_control_system(), so that name and oid are all that is known");
    }
  }

  /** Whether there is something to compare. */
  public boolean hasTwoAddresses() {
    return direct instanceof DirectAddress.Usable usable
        && !(usable.url().hosts().equals(pooled.get().url().hosts())
            && usable.url().database().equals(pooled.get().url().database()));
  }

  private void log(String reason) {
    if (logged.compareAndSet(false, true)) {
      LOG.warnf(
          "Whether DATABASE_URL and DATABASE_URL_UNPOOLED lead to the same database is not known: %s.",
          reason);
    }
  }
}
