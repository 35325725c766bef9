package dev.waymark.migration.flyway;

import dev.waymark.database.Sql;
import dev.waymark.migration.script.HarmlessText;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The functions of a server that may reach beyond their database. Asked of the server, because each
 * version and each extension brings others; what Waymark has not judged counts among them.
 */
public final class ReachingFunctions {
  private static final String VOLATILE =
      Sql.read(ReachingFunctions.class, "reaching_functions.sql");

  private static final String EXTENSIONS =
      Sql.read(ReachingFunctions.class, "known_extensions.sql");

  private static final Set<String> HARMLESS =
      Sql.read(ReachingFunctions.class, "harmless_functions.sql")
          .lines()
          .filter(line -> !line.startsWith("--"))
          .flatMap(line -> Set.of(line.strip().split("\\s+")).stream())
          .collect(Collectors.toUnmodifiableSet());

  /** Not volatile, but what they execute is a text that they are given. */
  private static final Set<String> EXECUTING =
      Set.of(
          "connectby",
          "crosstab",
          "crosstab2",
          "crosstab3",
          "crosstab4",
          "crosstab_hash",
          "cursor_to_xml",
          "query_to_xml",
          "query_to_xmlschema",
          "query_to_xml_and_xmlschema",
          "ts_rewrite",
          "ts_stat",
          "xpath_table");

  private ReachingFunctions() {}

  /** What a text may reach that is executed by the connection's user. */
  public static HarmlessText.Reach reach(Connection connection) throws SQLException {
    Set<String> extensions = new HashSet<>();
    boolean superuser = true;
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(EXTENSIONS)) {
      while (row.next()) {
        extensions.add(row.getString("name"));
        superuser = row.getBoolean("superuser");
      }
    }
    return new HarmlessText.Reach(of(connection), extensions, superuser);
  }

  /** Those that the connection's database has. */
  public static Set<String> of(Connection connection) throws SQLException {
    Set<String> reaching = new HashSet<>(EXECUTING);
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(VOLATILE)) {
      while (row.next()) {
        reaching.add(row.getString(1));
      }
    }
    reaching.removeAll(HARMLESS);
    return reaching;
  }
}
