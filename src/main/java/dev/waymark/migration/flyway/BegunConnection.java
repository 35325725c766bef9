package dev.waymark.migration.flyway;

import dev.waymark.database.Forward;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.Map;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * A session that was set to find nothing, with what it answered then: whatever Flyway asks of it
 * that cannot change while it lasts was asked in the same round trip.
 */
final class BegunConnection {
  private BegunConnection() {}

  /** The same connection; {@link Connection#unwrap} shows what it was before. */
  static Connection of(Connection connection, SearchPath.Begun begun) {
    // Flyway's own words. Its user is the one that it restores before it asks.
    Map<String, String> answers =
        Map.of(
            "SELECT version()", begun.version(),
            "SELECT CURRENT_USER", begun.role(),
            "SELECT current_user", begun.role(),
            "SELECT rolname FROM pg_roles WHERE rolname ILIKE 'rds_superuser';",
                begun.rdsSuperuser());
    return (Connection)
        Proxy.newProxyInstance(
            BegunConnection.class.getClassLoader(),
            new Class<?>[] {Connection.class},
            (proxy, method, arguments) -> {
              if (arguments != null && arguments.length == 1) {
                if (method.getName().equals("prepareStatement")
                    && answers.containsKey(arguments[0])) {
                  return answering(answers.get(arguments[0]));
                }
                if (arguments[0] == SearchPath.Begun.class) {
                  return method.getName().equals("unwrap") ? begun : Boolean.TRUE;
                }
              } else if (method.getName().equals("getCatalog")) {
                return begun.database();
              }
              return Forward.to(connection, method, arguments);
            });
  }

  private static PreparedStatement answering(String answer) {
    return (PreparedStatement)
        Proxy.newProxyInstance(
            BegunConnection.class.getClassLoader(),
            new Class<?>[] {PreparedStatement.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "executeQuery" -> rows(answer);
                  case "close" -> null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }

  private static ResultSet rows(String answer) {
    var unread = new AtomicBoolean(!answer.isEmpty());
    return (ResultSet)
        Proxy.newProxyInstance(
            BegunConnection.class.getClassLoader(),
            new Class<?>[] {ResultSet.class},
            (proxy, method, arguments) ->
                switch (method.getName()) {
                  case "next" -> unread.getAndSet(false);
                  case "getString" -> answer;
                  case "close" -> null;
                  default -> throw new UnsupportedOperationException(method.getName());
                });
  }
}
