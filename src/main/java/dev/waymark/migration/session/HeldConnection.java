package dev.waymark.migration.session;

import dev.waymark.database.Forward;
import dev.waymark.database.SendsLater;
import java.io.PrintWriter;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLFeatureNotSupportedException;
import java.sql.Statement;
import java.util.Set;
import java.util.function.LongConsumer;
import java.util.logging.Logger;
import javax.sql.DataSource;

/**
 * Hands out one connection again and again, and does not let it be closed: code that asks for a
 * connection to migrate with gets the one that holds the lock, so that lock and migration cannot
 * outlive each other. It also sees how many rows a statement touched, which Flyway does not report.
 */
final class HeldConnection implements DataSource {
  /** What asks nothing of the server, or is its own way to send what was kept back. */
  private static final Set<String> SENDS_NOTHING =
      Set.of(
          "createArrayOf",
          "createStatement",
          "getAutoCommit",
          "getMetaData",
          "getNetworkTimeout",
          "isClosed",
          "isWrapperFor");

  private final Connection connection;

  /**
   * @param connection the connection to hand out
   * @param rows is given the update count of each statement, where it has one
   */
  HeldConnection(Connection connection, LongConsumer rows) {
    Unsent unsent = new Unsent(connection);
    // The interfaces are constants here and below: that is how a native executable finds them.
    this.connection =
        (Connection)
            Proxy.newProxyInstance(
                HeldConnection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> {
                  if (method.getName().equals("close")) {
                    return null;
                  }
                  if (arguments != null && arguments[0] == SendsLater.class) {
                    return method.getName().equals("unwrap") ? unsent : Boolean.TRUE;
                  }
                  if (method.getName().equals("rollback")) {
                    unsent.forget();
                  } else if (!SENDS_NOTHING.contains(method.getName())) {
                    unsent.send();
                  }
                  return watched(method, Forward.to(connection, method, arguments), rows, unsent);
                });
  }

  @Override
  public Connection getConnection() {
    return connection;
  }

  @Override
  public Connection getConnection(String username, String password) throws SQLException {
    throw new SQLFeatureNotSupportedException("The connection that is held has its user");
  }

  @Override
  public PrintWriter getLogWriter() {
    return null;
  }

  @Override
  public void setLogWriter(PrintWriter out) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public void setLoginTimeout(int seconds) throws SQLException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public int getLoginTimeout() {
    return 0;
  }

  @Override
  public Logger getParentLogger() throws SQLFeatureNotSupportedException {
    throw new SQLFeatureNotSupportedException();
  }

  @Override
  public <T> T unwrap(Class<T> type) throws SQLException {
    throw new SQLException("This is no wrapper of a " + type);
  }

  @Override
  public boolean isWrapperFor(Class<?> type) {
    return false;
  }

  private static Object watched(Method method, Object result, LongConsumer rows, Unsent unsent) {
    if (!(result instanceof Statement statement) || !method.getName().equals("createStatement")) {
      return result;
    }
    return Proxy.newProxyInstance(
        HeldConnection.class.getClassLoader(),
        new Class<?>[] {Statement.class},
        (proxy, inner, arguments) -> {
          if (inner.getName().equals("execute") && arguments.length == 1) {
            return unsent.sendWith(statement, (String) arguments[0]);
          }
          if (inner.getName().startsWith("execute")) {
            unsent.send();
          }
          return counted(inner, Forward.to(statement, inner, arguments), rows);
        });
  }

  private static Object counted(Method method, Object value, LongConsumer rows) {
    if (value instanceof Integer count && method.getName().equals("getUpdateCount") && count >= 0) {
      rows.accept(count);
    }
    return value;
  }
}
