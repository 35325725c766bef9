package dev.waymark.migration.session;

import dev.waymark.database.BrokenConnection;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import org.jboss.logging.Logger;

/**
 * A second session that holds a second lock while scripts run. A script can give away whatever its
 * own session holds, also in a function that Waymark does not read; it cannot reach this one. Its
 * transactions are as short as what is written down of the run, so no concurrent build waits for
 * it.
 */
public final class LockGuard implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(LockGuard.class);
  private static final String TAKE = Sql.read(LockGuard.class, "guard.sql");
  private static final String HELD = Sql.read(LockGuard.class, "guarded.sql");
  private static final String GIVE = "SELECT pg_catalog.pg_advisory_unlock(?, ?)";

  private final DirectConnection direct;
  private final LockKey key;

  private LockGuard(DirectConnection direct, LockKey key) {
    this.direct = direct;
    this.key = key;
  }

  /**
   * Takes the second lock over the connection that this thread keeps for what it does beside the
   * session; empty where it cannot be taken. Where another connection takes the place of that one,
   * the guard is gone.
   */
  public static Optional<LockGuard> take(DirectConnection direct, LockKey key) {
    LockGuard guard = new LockGuard(direct, key);
    try {
      if (guard.ask(TAKE)) {
        return Optional.of(guard);
      }
    } catch (SQLException exception) {
      LOG.debugf(exception, "The lock of %s has no guard: there is no connection for it.", key);
    }
    return Optional.empty();
  }

  /** Whether the lock is still held. */
  boolean holds() {
    try {
      return ask(HELD);
    } catch (SQLException exception) {
      LOG.debugf(exception, "The guard of %s is gone.", key);
      return false;
    }
  }

  private boolean ask(String question) throws SQLException {
    try (var connection = direct.open();
        var statement = connection.prepareStatement(question)) {
      statement.setInt(1, LockKey.GUARD);
      statement.setInt(2, key.number());
      try (var row = statement.executeQuery()) {
        return row.next() && row.getBoolean(1);
      }
    }
  }

  @Override
  public void close() {
    try (Connection connection = direct.open()) {
      try {
        new RoundTrip()
            .read(GIVE, row -> {}, LockKey.GUARD, key.number())
            .run("RESET idle_session_timeout")
            .over(connection);
      } catch (SQLException exception) {
        LOG.debugf(exception, "The guard of %s could not give its lock back.", key);
        BrokenConnection.cut(connection);
      }
    } catch (SQLException exception) {
      LOG.debugf(exception, "The guard of %s was gone.", key);
    }
  }
}
