package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;

/**
 * A session that keeps back what no caller waits for until something else is sent, and sends both
 * in one round trip, in their order. Found by {@link Connection#unwrap}.
 */
public interface SendsLater {
  /**
   * Executes a query whose answer is not read: with what is executed next, if a transaction is open
   * or about to begin, and at once otherwise.
   *
   * @param query one statement without parameters, that does not end in a comment
   */
  void later(String query) throws SQLException;

  /** What was kept back; the caller that takes it sends it before anything else. */
  List<String> unsent();

  /** The same for any connection: at once over one that keeps nothing back. */
  static void later(Connection connection, String query) throws SQLException {
    if (connection.isWrapperFor(SendsLater.class)) {
      connection.unwrap(SendsLater.class).later(query);
    } else {
      Sql.execute(connection, query);
    }
  }
}
