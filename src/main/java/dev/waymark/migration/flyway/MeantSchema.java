package dev.waymark.migration.flyway;

import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** What a search_path means of which no schema is there. */
final class MeantSchema {
  private static final String SETTING = Sql.read(MeantSchema.class, "meant_schema.sql");

  /** A name in quotes, in which two stand for one, or one without. */
  private static final Pattern NAME = Pattern.compile("\"((?:[^\"]|\"\")*)\"|([^\\s,\"]+)");

  /**
   * The role's own name, which is a schema only where one of that name was made, and PostgreSQL's
   * own.
   */
  private static final Set<String> NOT_MEANT = Set.of("$user", "pg_catalog", "pg_temp");

  private MeantSchema() {}

  /** The first schema that it means; empty if it means none. */
  static Optional<String> first(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(SETTING)) {
      row.next();
      return names(row.getString(1)).stream()
          .filter(name -> !name.isEmpty() && !NOT_MEANT.contains(name))
          .findFirst();
    }
  }

  private static List<String> names(String setting) {
    return NAME.matcher(setting).results().map(MeantSchema::name).toList();
  }

  private static String name(MatchResult found) {
    return found.group(1) == null ? found.group(2) : found.group(1).replace("\"\"", "\"");
  }
}
