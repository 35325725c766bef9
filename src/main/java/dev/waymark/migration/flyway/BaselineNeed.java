package dev.waymark.migration.flyway;

import dev.waymark.database.Sql;
import dev.waymark.migration.MigrationSettings;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.LinkedHashSet;
import java.util.Set;

/** Whether a run would be refused until a baseline says which version the objects correspond to. */
final class BaselineNeed {
  private static final String HAS_OBJECTS = Sql.read(BaselineNeed.class, "has_objects.sql");

  private BaselineNeed() {}

  /** Asks nothing where there is a history. */
  static boolean of(Connection connection, MigrationSettings settings, History history)
      throws SQLException {
    if (history.exists() || history.schema() == null) {
      return false;
    }
    Set<String> schemas = new LinkedHashSet<>(settings.schemas());
    schemas.add(history.schema());
    try (var statement = connection.prepareStatement(HAS_OBJECTS)) {
      statement.setArray(1, connection.createArrayOf("text", schemas.toArray()));
      try (var row = statement.executeQuery()) {
        row.next();
        return row.getBoolean("has_objects");
      }
    }
  }
}
