package dev.waymark.migration.flyway;

import java.text.SimpleDateFormat;
import java.util.Date;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.flywaydb.core.api.configuration.Configuration;
import org.flywaydb.core.internal.database.base.Database;
import org.flywaydb.core.internal.database.base.Schema;

/**
 * Flyway's own placeholders, such as {@code ${flyway:user}}. Flyway asks its connection for what
 * they stand for; here the status says what the run will say, over whatever connection.
 */
final class DefaultPlaceholders {
  private DefaultPlaceholders() {}

  /** As the connection sees them over which the history was read. */
  static Map<String, String> of(Configuration configuration, History history) {
    return of(configuration, history.schema(), history.database(), history.user());
  }

  /** As Flyway's connection sees them. */
  static Map<String, String> of(
      Configuration configuration, Schema<?, ?> defaultSchema, Database<?> database) {
    // A callback for the connection may have set another role.
    database.getMainConnection().restoreOriginalState();
    return of(
        configuration, defaultSchema.getName(), database.getCatalog(), database.getCurrentUser());
  }

  private static Map<String, String> of(
      Configuration configuration, String schema, String database, String user) {
    String directory =
        Optional.ofNullable(configuration.getWorkingDirectory())
            .orElseGet(() -> System.getProperty("user.dir"));
    Map<String, String> placeholders = new HashMap<>();
    String prefix = "flyway" + configuration.getPlaceholderSeparator();
    if (schema != null) {
      placeholders.put(prefix + "defaultSchema", schema);
    }
    placeholders.put(prefix + "database", database);
    placeholders.put(prefix + "user", user);
    placeholders.put(
        prefix + "timestamp", new SimpleDateFormat("yyyy-MM-dd HH:mm:ss").format(new Date()));
    placeholders.put(prefix + "workingDirectory", directory);
    placeholders.put(prefix + "table", configuration.getTable());
    placeholders.put(prefix + "environment", configuration.getCurrentEnvironmentName());
    return placeholders;
  }
}
