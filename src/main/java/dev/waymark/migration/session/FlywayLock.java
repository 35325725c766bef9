package dev.waymark.migration.session;

import dev.waymark.database.Sql;
import dev.waymark.migration.RunningElsewhere;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.Optional;

/** Flyway's own session lock, which a Flyway takes that knows nothing of Waymark. */
public final class FlywayLock {
  private static final String HOLDER = Sql.read(FlywayLock.class, "flyway_elsewhere.sql");

  private FlywayLock() {}

  /** The session that holds it and is no run of Waymark's; empty if there is none. */
  public static Optional<RunningElsewhere> holder(Connection connection, long key)
      throws SQLException {
    try (var statement = connection.prepareStatement(HOLDER)) {
      statement.setLong(1, key);
      statement.setLong(2, key);
      try (var row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                RunningElsewhere.flyway(
                    row.getInt("pid"),
                    row.getString("user_name"),
                    row.getString("application_name"),
                    row.getObject("backend_start", OffsetDateTime.class).toInstant()))
            : Optional.empty();
      }
    }
  }
}
