package dev.waymark.verification;

import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;

/**
 * What must be known of a connection before its schema is read.
 *
 * @param database the database's name
 * @param currentSchema where unqualified names go; null if nowhere
 * @param trackingTable where Flyway records what it applied
 */
record Watched(String database, String currentSchema, TrackingTable trackingTable) {
  private static final String QUERY = Sql.read(Watched.class, "watched.sql");

  static Watched read(Connection connection, VerificationSettings settings) throws SQLException {
    try (var statement = connection.prepareStatement(QUERY)) {
      statement.setString(1, settings.trackingSchema().orElse(null));
      statement.setString(2, settings.trackingTable());
      try (var row = statement.executeQuery()) {
        row.next();
        return new Watched(
            row.getString("database_name"),
            row.getString("current_schema"),
            new TrackingTable(
                row.getString("tracking_schema"),
                settings.trackingTable(),
                row.getBoolean("tracking_present")));
      }
    }
  }
}
