package dev.waymark.migration.session;

import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;

/** How long the server has been running: one that was started again has lost all its sessions. */
public final class Uptime {
  private static final String UPTIME = Sql.read(Uptime.class, "uptime.sql");

  private Uptime() {}

  /** Asks the server behind a connection. */
  public static Duration of(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(UPTIME)) {
      row.next();
      return Duration.ofMillis(row.getLong(1));
    }
  }
}
