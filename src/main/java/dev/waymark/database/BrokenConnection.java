package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** A connection that must not be used any more. */
public final class BrokenConnection {
  private BrokenConnection() {}

  /**
   * Cuts a connection without a word, as if this process were gone. It is the driver's own that is
   * cut: Agroal's {@code abort} only forgets its wrapper, and leaves the session open and its place
   * in the pool taken. Closed afterwards, the connection does not come back from its pool.
   *
   * @throws SQLException if the connection cannot be cut
   */
  public static void cut(Connection connection) throws SQLException {
    if (connection.isWrapperFor(PGConnection.class)) {
      ((Connection) connection.unwrap(PGConnection.class)).abort(Runnable::run);
      forget(connection);
    } else {
      connection.abort(Runnable::run);
    }
  }

  /** A pool takes out what has failed, and this fails: the connection is closed. */
  private static void forget(Connection connection) throws SQLException {
    try (var statement = connection.createStatement()) {
      throw new IllegalStateException("A connection that was cut still makes statements");
    } catch (SQLException closed) {
      if (!connection.isClosed()) {
        throw closed;
      }
    }
  }
}
