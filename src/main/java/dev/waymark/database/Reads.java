package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jboss.logging.Logger;
import org.postgresql.util.PSQLException;
import org.postgresql.util.ServerErrorMessage;

/**
 * Reads over a pool whose idle connections may be dead. The first one is used as it is, because
 * asking each whether it lives would cost a round trip for every read.
 */
final class Reads {
  private static final Logger LOG = Logger.getLogger(Reads.class);

  /** A pool has fewer: this ends the search where connections die as fast as they are made. */
  private static final int MOST_DEAD = 100;

  private static final int ANSWERS_WITHIN_SECONDS = 5;

  private Reads() {}

  static <T> T from(DataSource source, Reading<T> reading) throws SQLException {
    Connection first = KeptConnection.from(source);
    long begun = System.nanoTime();
    long limitMs = limitMs(first);
    try {
      return over(first, reading);
    } catch (SQLException | DatabaseException lost) {
      long tookMs = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begun);
      boolean silent = limitMs > 0 && tookMs >= limitMs;
      // After the limit has passed in silence the caller has no time for more of it.
      if (silent || !isOfConnection(lost)) {
        throw lost;
      }
      LOG.debug("A connection was dead, and what was asked is read over another.", lost);
    }
    return over(living(source), reading);
  }

  /** How long the driver waits for an answer; 0 if for ever, or if the connection is dead. */
  private static long limitMs(Connection connection) throws SQLException {
    return connection.isClosed() ? 0 : connection.getNetworkTimeout();
  }

  /** One that has just answered. Those that do not are taken out of the pool on the way. */
  private static Connection living(DataSource source) throws SQLException {
    Connection connection = source.getConnection();
    for (int dead = 0; dead < MOST_DEAD && !answers(connection); dead++) {
      discard(connection);
      connection = source.getConnection();
    }
    return connection;
  }

  private static boolean answers(Connection connection) throws SQLException {
    return connection.isValid(ANSWERS_WITHIN_SECONDS);
  }

  private static <T> T over(Connection connection, Reading<T> reading) throws SQLException {
    try {
      T read = reading.read(connection);
      connection.close();
      return read;
    } catch (SQLException | RuntimeException | Error failure) {
      if (isOfConnection(failure)) {
        discard(connection);
      } else {
        close(connection, failure);
      }
      throw failure;
    }
  }

  private static void close(Connection connection, Throwable failure) {
    try {
      connection.close();
    } catch (SQLException exception) {
      failure.addSuppressed(exception);
    }
  }

  private static void discard(Connection connection) {
    try (connection) {
      BrokenConnection.cut(connection);
    } catch (SQLException exception) {
      LOG.debug("The connection was gone before it was given up.", exception);
    }
  }

  private static boolean isOfConnection(Throwable failure) {
    Throwable cause = failure instanceof DatabaseException ? failure.getCause() : failure;
    return cause instanceof SQLException exception && isLost(exception);
  }

  /** The server says that it ends the session, or says nothing any more. */
  private static boolean isLost(SQLException exception) {
    String state = String.valueOf(exception.getSQLState());
    return state.startsWith("08")
        || ConnectionFailure.of(exception) == ConnectionFailure.UNREACHABLE
        || (exception instanceof PSQLException failed && isFatal(failed.getServerErrorMessage()));
  }

  private static boolean isFatal(ServerErrorMessage message) {
    return message != null
        && ("FATAL".equals(message.getSeverity()) || "PANIC".equals(message.getSeverity()));
  }
}
