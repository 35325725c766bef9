package dev.waymark.migration;

import dev.waymark.database.SendsLater;
import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Collectors;

/** What a session is limited to while a script runs, in a run as in a replay. */
public final class SessionLimits {
  private SessionLimits() {}

  /**
   * Sets the limits for a script anew, whatever the one before it has set.
   *
   * @param transactional whether the script runs in a transaction
   * @param directives what the script itself asks for, by name
   */
  public static void set(
      Connection connection,
      RunLimits limits,
      boolean transactional,
      Map<String, String> directives)
      throws SQLException {
    long lockTimeoutMs = transactional ? limits.lockTimeout().toMillis() : 0;
    Map<String, String> settings = new LinkedHashMap<>();
    settings.put("lock_timeout", Long.toString(lockTimeoutMs));
    settings.put("statement_timeout", Long.toString(limits.statementTimeout().toMillis()));
    if (directives.isEmpty()) {
      SendsLater.later(connection, "SELECT " + literals(settings));
      return;
    }
    settings.putAll(directives);
    // One statement, because there may be a thousand scripts.
    String each = "pg_catalog.set_config(?, ?, false)";
    String all = String.join(", ", Collections.nCopies(settings.size(), each));
    try (var set = connection.prepareStatement("SELECT " + all)) {
      int parameter = 0;
      for (var setting : settings.entrySet()) {
        set.setString(++parameter, setting.getKey());
        set.setString(++parameter, setting.getValue());
      }
      set.execute();
    }
  }

  private static String literals(Map<String, String> settings) {
    return settings.entrySet().stream()
        .map(
            setting ->
                "pg_catalog.set_config(%s, %s, false)"
                    .formatted(Sql.literal(setting.getKey()), Sql.literal(setting.getValue())))
        .collect(Collectors.joining(", "));
  }
}
