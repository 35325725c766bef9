package dev.waymark.migration.rehearsal;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * A relation as it is at one moment.
 *
 * @param name without its schema where that is the case's own
 * @param kind as {@code pg_class.relkind}
 * @param file its file node; zero where it has none
 * @param bytes how large that file is
 * @param scans how often the session read it as a whole
 * @param table of an index its table's oid, otherwise zero
 */
record PlainRelation(String name, String kind, long file, long bytes, long scans, long table) {
  // TOAST, which follows its table, is not missed, nor what other cases left. Sizes are asked only
  // where rows are, because that takes a lock for a moment.
  private static final String ALL =
      """
      SELECT c.oid, c.relkind, c.relfilenode, coalesce(i.indrelid, 0) AS table,
        pg_catalog.pg_stat_get_xact_numscans(c.oid) AS scans,
        CASE WHEN c.relkind IN ('r', 'm') THEN pg_catalog.pg_relation_size(c.oid) END AS bytes,
        CASE WHEN n.nspname = pg_catalog.current_schema() THEN '' ELSE n.nspname || '.' END
          || c.relname AS name
      FROM pg_catalog.pg_class c
      JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
      LEFT JOIN pg_catalog.pg_index i ON i.indexrelid = c.oid
      WHERE c.relkind IN ('r', 'p', 'v', 'm', 'S', 'i', 'I', 'f')
        AND n.nspname NOT LIKE 'pg\\_%' AND n.nspname <> 'information_schema'
        AND (n.nspname NOT LIKE 'case\\_%' OR n.nspname = pg_catalog.current_schema())
      """;

  /** All relations that people made, by oid. */
  static Map<Long, PlainRelation> readAll(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var rows = statement.executeQuery(ALL)) {
      return read(rows);
    }
  }

  /**
   * Executes a script that needs a transaction of its own, and reads then. Both are sent together:
   * between two messages PostgreSQL gives the counts of scans away, which no session sees for a
   * while.
   */
  static Map<Long, PlainRelation> readAllAfter(String script, Connection connection)
      throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(script + ";" + ALL);
      while (statement.getResultSet() == null) {
        statement.getMoreResults();
      }
      try (ResultSet rows = statement.getResultSet()) {
        return read(rows);
      }
    }
  }

  private static Map<Long, PlainRelation> read(ResultSet row) throws SQLException {
    Map<Long, PlainRelation> relations = new TreeMap<>();
    while (row.next()) {
      relations.put(
          row.getLong("oid"),
          new PlainRelation(
              row.getString("name"),
              row.getString("relkind"),
              row.getLong("relfilenode"),
              row.getLong("bytes"),
              row.getLong("scans"),
              row.getLong("table")));
    }
    return relations;
  }

  /** Whether it is a file of rows. */
  boolean holdsRows() {
    return kind.equals("r") || kind.equals("m");
  }

  /** Whether it is a file of keys. */
  boolean isIndex() {
    return kind.equals("i");
  }
}
