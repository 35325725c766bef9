package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.PGConnection;

/** A server that replays what another one does: it can be read, is behind, and takes no changes. */
public final class Standby {
  /** PostgreSQL 14 and newer report it by themselves when a session begins, and when it changes. */
  private static final String REPORTED = "in_hot_standby";

  private static final String IN_RECOVERY = "SELECT pg_catalog.pg_is_in_recovery()";

  private Standby() {}

  /**
   * Whether a connection leads to one; without a round trip, unless a pooler keeps to itself what
   * the server reported it.
   *
   * @throws SQLException if the connection cannot be asked
   */
  public static boolean isOne(Connection connection) throws SQLException {
    String reported =
        connection.isWrapperFor(PGConnection.class)
            ? connection.unwrap(PGConnection.class).getParameterStatus(REPORTED)
            : null;
    return reported == null ? asked(connection) : reported.equals("on");
  }

  private static boolean asked(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(IN_RECOVERY)) {
      row.next();
      return row.getBoolean(1);
    }
  }
}
