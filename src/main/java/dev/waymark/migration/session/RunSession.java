package dev.waymark.migration.session;

import dev.waymark.database.BrokenConnection;
import dev.waymark.database.DatabasesDiffer;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.Sql;
import dev.waymark.database.Standby;
import dev.waymark.migration.MigrationException.DirectConnectionRequired;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.OptionalInt;
import java.util.concurrent.atomic.AtomicLong;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * The session of a run: one direct connection that holds the lock and applies the migrations. When
 * it is gone, so are both.
 */
public final class RunSession implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(RunSession.class);
  private static final String LOCK = Sql.read(RunSession.class, "lock.sql");
  private static final String WAITING = Sql.read(RunSession.class, "waiting.sql");
  private static final long NO_ROWS = -1;

  private final Connection connection;
  private final int backendPid;
  private final int limitMs;
  private final AtomicLong rows = new AtomicLong(NO_ROWS);
  private final HeldConnection held;
  private volatile boolean aborted;
  private volatile boolean handedOut;

  private RunSession(Connection connection, int backendPid) throws SQLException {
    this.connection = connection;
    this.limitMs = connection.getNetworkTimeout();
    this.backendPid = backendPid;
    this.held = new HeldConnection(connection, rows::set);
  }

  /**
   * Opens a session that holds no lock yet; the caller closes it.
   *
   * @throws DirectConnectionRequired if the direct address turns out to lead through a pooler
   * @throws DatabasesDiffer if it leads to another database than the one that reports speak of
   * @throws SQLException if no connection can be opened
   */
  public static RunSession open(DirectConnection direct) throws SQLException {
    Connection connection = direct.open();
    try {
      if (Standby.isOne(connection)) {
        throw new DirectConnectionRequired(
            "The direct address leads to a standby: PostgreSQL is in recovery there and takes no"
                + " changes.",
            "Point DATABASE_URL_UNPOOLED (or DATABASE_URL, where it is the only one) at the"
                + " primary; after a failover that is the server that was promoted.");
      }
      OptionalInt backend = direct.backend(connection);
      if (backend.isEmpty()) {
        throw new DirectConnectionRequired(
            "The direct address leads through a pooler: what is set when a session begins does not"
                + " reach PostgreSQL.",
            "Point DATABASE_URL_UNPOOLED at PostgreSQL itself.");
      }
      direct.requireSameDatabase(connection);
      return new RunSession(connection, backend.getAsInt());
    } catch (SQLException | DirectConnectionRequired | DatabasesDiffer exception) {
      connection.close();
      throw exception;
    }
  }

  /** Takes the lock if no session holds it; says whether this session has it now. */
  public boolean tryLock(LockKey key) throws SQLException {
    return locked(
        LOCK,
        LockKey.CLASS,
        key.number(),
        LockKey.GUARD,
        key.number(),
        LockKey.CLASS,
        key.number());
  }

  /** From now on everybody sees that this session waits for the turn of a request. */
  public void showWaiting(String requestId) throws SQLException {
    locked(WAITING, LockKey.WAITING_CLASS, LockKey.waitingNumber(requestId));
  }

  private boolean locked(String sql, int... numbers) throws SQLException {
    try (var statement = connection.prepareStatement(sql)) {
      for (int parameter = 0; parameter < numbers.length; parameter++) {
        statement.setInt(parameter + 1, numbers[parameter]);
      }
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getBoolean("locked");
      }
    }
  }

  /** The process id of the session's backend. */
  public int backendPid() {
    return backendPid;
  }

  /** The session's connection, for what happens before and after the migrations. */
  public Connection connection() {
    return connection;
  }

  /** Hands out the session's connection, for Flyway. */
  public DataSource dataSource() {
    handedOut = true;
    return held;
  }

  /**
   * From now on a statement may take as long as it takes: that of a migration says nothing while it
   * works. The caller looks from another connection whether the network is still there.
   */
  public void unlimited() throws SQLException {
    connection.setNetworkTimeout(Runnable::run, 0);
  }

  /** The rows that the last statement touched, asked for once; null if it was none of that kind. */
  public Long takeRows() {
    long count = rows.getAndSet(NO_ROWS);
    return count == NO_ROWS ? null : count;
  }

  /**
   * Cuts the connection without a word, as if the process had been killed: PostgreSQL notices
   * within a second and rolls back what is not committed, and Flyway cannot record a failure that
   * is none.
   */
  public void abort() {
    aborted = true;
    try {
      BrokenConnection.cut(connection);
    } catch (SQLException exception) {
      LOG.debug("The connection was gone before it was cut.", exception);
    }
  }

  /** Gives the connection back as if it were new: what scripts had set is gone, and the lock. */
  @Override
  public void close() {
    try (connection) {
      if (!aborted) {
        connection.setNetworkTimeout(Runnable::run, limitMs);
        connection.setAutoCommit(true);
        try (var statement = connection.createStatement()) {
          // What was set is gone, too, and with it what PostgreSQL had planned: only where it must
          // be.
          statement.execute(
              handedOut ? "DISCARD ALL" : "SELECT pg_catalog.pg_advisory_unlock_all()");
        }
      }
    } catch (SQLException exception) {
      // Whatever state it is in, no caller may get it from the pool again, and the lock must go.
      LOG.debug("The session could not be reset, so its connection is cut.", exception);
      abort();
    }
  }
}
