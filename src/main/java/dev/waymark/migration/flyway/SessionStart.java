package dev.waymark.migration.flyway;

import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;
import org.flywaydb.core.api.FlywayException;

/**
 * Has every script of a run start with the settings that the first one started with: what a script
 * sets for its session would otherwise hold for the next one where both are pending, and not where
 * they are applied on different days. The role is Flyway's to restore.
 */
final class SessionStart {
  private static final String SETTINGS = Sql.read(SessionStart.class, "session_settings.sql");
  private static final String RESTORE = Sql.read(SessionStart.class, "session_restore.sql");

  /** After it nothing is set but what belongs to a transaction. */
  private static final String RESET = "RESET ALL";

  private final Connection connection;
  private final boolean callbacks;
  private Map<String, String> settings;
  private String reset;

  /**
   * @param connection the session that applies the scripts
   * @param callbacks whether callbacks may have set what the scripts read: settings with a name of
   *     their own are shown by no catalog, so where there are any, these are left as they are
   */
  SessionStart(Connection connection, boolean callbacks) {
    this.connection = connection;
    this.callbacks = callbacks;
  }

  /**
   * Called before each script, outside of its transaction.
   *
   * @throws FlywayException if the session is gone
   */
  void nextScript() {
    try {
      if (settings == null) {
        settings = read();
        reset = reset(settings);
      } else {
        restore();
      }
    } catch (SQLException exception) {
      throw new FlywayException(
          "The session's settings cannot be reset: " + exception.getMessage(), exception);
    }
  }

  private Map<String, String> read() throws SQLException {
    Map<String, String> read = new LinkedHashMap<>();
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(SETTINGS)) {
      while (row.next()) {
        read.put(row.getString("name"), row.getString("value"));
      }
    }
    return read;
  }

  /** In one round trip: there may be a thousand scripts. */
  private void restore() throws SQLException {
    if (callbacks) {
      restoreChanged();
      return;
    }
    try (var statement = connection.createStatement()) {
      statement.execute(reset);
    }
  }

  private void restoreChanged() throws SQLException {
    try (var restore = connection.prepareStatement(RESTORE)) {
      restore.setArray(1, connection.createArrayOf("text", settings.keySet().toArray()));
      restore.setArray(2, connection.createArrayOf("text", settings.values().toArray()));
      restore.execute();
    }
  }

  /**
   * Without a table or a parameter: what it names is planned anew after each change of the path.
   */
  private static String reset(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(
            set ->
                "pg_catalog.set_config(%s, %s, false)"
                    .formatted(Sql.literal(set.getKey()), Sql.literal(set.getValue())))
        .collect(Collectors.collectingAndThen(Collectors.joining(", "), SessionStart::resetAnd));
  }

  private static String resetAnd(String restored) {
    return restored.isEmpty() ? RESET : RESET + "; SELECT " + restored;
  }
}
