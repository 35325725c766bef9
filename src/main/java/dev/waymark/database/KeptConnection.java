package dev.waymark.database;

import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jboss.logging.Logger;

/**
 * One connection for all that a thread looks at and writes down, one after the other, while a run
 * goes on: taken from the pool once and looked at once, not each time. What the thread asks for
 * while it has it in its hands it gets from the pool, as other threads do.
 */
public final class KeptConnection implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(KeptConnection.class);
  private static final ThreadLocal<KeptConnection> OF_THREAD = new ThreadLocal<>();

  /** After this much of being idle it is looked at before it is used: it may have been cut. */
  private static final Duration LOOK_AFTER = Duration.ofSeconds(5);

  private static final int ANSWERS_WITHIN_SECONDS = 5;

  private final DataSource source;
  private Connection connection;
  private boolean inHands;
  private boolean doubtful;
  private long usedNanos;

  private KeptConnection(DataSource source) {
    this.source = source;
  }

  /** Begins to keep one for this thread, which must close it; it is opened when it is needed. */
  static KeptConnection of(DataSource source) {
    if (OF_THREAD.get() != null) {
      throw new IllegalStateException("This thread keeps a connection already");
    }
    KeptConnection kept = new KeptConnection(source);
    OF_THREAD.set(kept);
    return kept;
  }

  /** The thread's, if it keeps one of the source that is not in its hands; else another one. */
  static Connection from(DataSource source) throws SQLException {
    KeptConnection kept = OF_THREAD.get();
    return kept == null || kept.source != source || kept.inHands
        ? source.getConnection()
        : kept.lent();
  }

  /** Something went wrong: before it is used again it is looked at. */
  public void doubt() {
    doubtful = true;
  }

  private Connection lent() throws SQLException {
    if (connection != null && !isAlive()) {
      give();
    }
    if (connection == null) {
      connection = source.getConnection();
      doubtful = false;
    }
    inHands = true;
    Connection lent = connection;
    return (Connection)
        Proxy.newProxyInstance(
            KeptConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (method.getName().equals("close")) {
                back(lent);
                return null;
              }
              return Forward.to(lent, method, arguments);
            });
  }

  private boolean isAlive() throws SQLException {
    if (connection.isClosed()) {
      return false;
    }
    if (!doubtful && System.nanoTime() - usedNanos < LOOK_AFTER.toNanos()) {
      return true;
    }
    doubtful = false;
    if (connection.isValid(ANSWERS_WITHIN_SECONDS)) {
      return true;
    }
    BrokenConnection.cut(connection);
    return false;
  }

  private void back(Connection lent) throws SQLException {
    if (lent != connection || !inHands) {
      return;
    }
    inHands = false;
    usedNanos = System.nanoTime();
    if (lent.isClosed()) {
      give();
    } else if (!lent.getAutoCommit()) {
      lent.rollback();
      lent.setAutoCommit(true);
    }
  }

  /** Gives it to the pool, which knows what to do with one that is closed. */
  private void give() throws SQLException {
    Connection given = connection;
    connection = null;
    given.close();
  }

  @Override
  public void close() {
    OF_THREAD.remove();
    try {
      if (connection != null) {
        give();
      }
    } catch (SQLException exception) {
      LOG.debug("The connection that was kept was gone.", exception);
    }
  }
}
