package dev.waymark.verification;

import dev.waymark.database.RoundTrip;
import dev.waymark.database.Sql;
import dev.waymark.verification.report.TrackingTable;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Consumer;

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
    var watched = new AtomicReference<Watched>();
    question(settings, watched::set).over(connection);
    return watched.get();
  }

  /** What asks for it, alone or with others. */
  static RoundTrip question(VerificationSettings settings, Consumer<Watched> answer) {
    return new RoundTrip()
        .read(
            QUERY,
            row -> answer.accept(of(row, settings)),
            settings.trackingSchema().orElse(null),
            settings.trackingTable());
  }

  private static Watched of(ResultSet row, VerificationSettings settings) throws SQLException {
    return new Watched(
        row.getString("database_name"),
        row.getString("current_schema"),
        new TrackingTable(
            row.getString("tracking_schema"),
            settings.trackingTable(),
            row.getBoolean("tracking_present")));
  }
}
