package dev.waymark.migration.session;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.core.TransactionState;
import org.postgresql.jdbc.PgConnection;

/**
 * Whether a session is in a transaction, whatever began it: the server says so after each answer.
 */
public final class OpenTransaction {
  private static final String NUMBER =
      "SELECT CAST(pg_catalog.pg_current_xact_id_if_assigned() AS pg_catalog.text)";

  private OpenTransaction() {}

  /** Whether a transaction is open, be it a failed one. */
  public static boolean in(Connection connection) throws SQLException {
    return connection.unwrap(PgConnection.class).getTransactionState() != TransactionState.IDLE;
  }

  /** Rolls back what is open; what keeps it from doing so is added to the problem at hand. */
  public static void leave(Connection connection, Throwable problem) {
    try {
      if (in(connection)) {
        try (var statement = connection.createStatement()) {
          // In the server's words, because the driver rolls back only what it began itself.
          statement.execute("ROLLBACK");
        }
      }
    } catch (SQLException exception) {
      problem.addSuppressed(exception);
    }
  }

  /** The number of the open transaction; null if it has written nothing, and so needs none. */
  public static String number(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(NUMBER)) {
      row.next();
      return row.getString(1);
    }
  }
}
