package dev.waymark.proof;

import dev.waymark.database.TestPostgres;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.CatalogReader;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * A database that replicas migrate, as a superuser beside them sees it.
 *
 * @param port of its server on 127.0.0.1
 */
record Database(int port, String name) {
  static Database create() throws SQLException {
    return new Database(TestPostgres.port(), TestPostgres.createDatabase());
  }

  /** Its address, as a provider would hand it out. */
  String url() {
    return "postgresql://postgres:postgres@127.0.0.1:%d/%s".formatted(port, name);
  }

  Connection connect() throws SQLException {
    return connect("test");
  }

  Connection connect(String application) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:%d/%s?ApplicationName=%s".formatted(port, name, application),
        "postgres",
        "postgres");
  }

  void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  /** Every row of the query, its columns joined by a space. */
  List<String> rows(String sql) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      List<String> rows = new ArrayList<>();
      int columns = row.getMetaData().getColumnCount();
      while (row.next()) {
        List<String> values = new ArrayList<>();
        for (int column = 1; column <= columns; column++) {
          values.add(row.getString(column));
        }
        rows.add(String.join(" ", values));
      }
      return rows;
    }
  }

  /** What Flyway's history says, in order. */
  List<String> history() throws SQLException {
    return rows(
        "SELECT coalesce(version, script), success FROM flyway_schema_history ORDER BY installed_rank");
  }

  /** Whether Flyway's history is there, and how long it is. */
  int progress() throws SQLException {
    return rows("SELECT to_regclass('public.flyway_schema_history')").equals(List.of("null"))
        ? 0
        : history().size();
  }

  /** How often each migration of {@link CountedMigrations} had its effect. */
  List<String> effects() throws SQLException {
    return rows("SELECT migration, count(*) FROM effect GROUP BY migration ORDER BY migration");
  }

  Schema schema() throws SQLException {
    try (Connection connection = connect()) {
      return new CatalogReader().read(connection, NamespaceFilter.of("public"));
    }
  }

  /** A checksum of the rows of every table but the history, which knows times. */
  Map<String, String> contents() throws SQLException {
    Map<String, String> contents = new TreeMap<>();
    for (String table :
        rows(
            "SELECT c.oid::regclass FROM pg_class AS c WHERE relkind = 'r'"
                + " AND relnamespace = 'public'::regnamespace"
                + " AND relname <> 'flyway_schema_history'")) {
      contents.put(
          table,
          rows("SELECT count(*), coalesce(sum(hashtextextended(t::text, 0)), 0) FROM %s AS t"
                  .formatted(table))
              .get(0));
    }
    return contents;
  }

  /** How each run ended, as any replica tells it, by its id. */
  Map<String, String> outcomes() throws SQLException {
    Map<String, String> outcomes = new TreeMap<>();
    for (String row :
        rows(
            "SELECT id, CASE WHEN running THEN 'running' ELSE coalesce(outcome, 'interrupted') END"
                + " FROM waymark.run_now")) {
      outcomes.put(row.substring(0, row.indexOf(' ')), row.substring(row.indexOf(' ') + 1));
    }
    return outcomes;
  }

  /**
   * How a run ended, or a request whose turn never came because its process was gone: what every
   * replica answers for that id.
   */
  String outcome(String id) throws SQLException {
    return rows("""
            SELECT CASE WHEN shown.running OR shown.waiting THEN 'going on'
              ELSE coalesce(shown.report ->> 'outcome', 'interrupted') END
            FROM waymark.run_told AS asked
            JOIN waymark.run_told AS shown ON shown.id = coalesce(asked.led_to, asked.id)
            WHERE asked.id = '%s'
            """
            .formatted(id))
        .get(0);
  }

  List<String> invalidIndexes() throws SQLException {
    return rows("SELECT indexrelid::regclass FROM pg_index WHERE NOT indisvalid");
  }
}
