package dev.waymark.schema.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.schema.Constraint;
import dev.waymark.schema.Index;
import dev.waymark.schema.Schema;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;

/**
 * What PostgreSQL itself prints for every index and constraint of a database. Every schema that a
 * test reads is held against it: most definitions are put together by {@link IndexDefinition} and
 * {@link ConstraintDefinition}, and have to be the same to the letter.
 */
final class PrintedDefinitions {
  private static final String QUERY =
      """
      SELECT 'index ' || n.nspname || '.' || t.relname || '.' || c.relname,
        pg_get_indexdef(i.indexrelid)
      FROM pg_index AS i
      JOIN pg_class AS c ON c.oid = i.indexrelid
      JOIN pg_class AS t ON t.oid = i.indrelid
      JOIN pg_namespace AS n ON n.oid = t.relnamespace
      UNION ALL
      SELECT 'constraint ' || n.nspname || '.' || t.relname || '.' || k.conname,
        pg_get_constraintdef(k.oid)
      FROM pg_constraint AS k
      JOIN pg_class AS t ON t.oid = k.conrelid
      JOIN pg_namespace AS n ON n.oid = t.relnamespace
      """;

  private PrintedDefinitions() {}

  static void assertAreThoseOf(Schema schema, Connection connection) throws SQLException {
    var printed = printed(connection);
    var expected = new TreeMap<String, String>();
    var read = new TreeMap<String, String>();
    for (Index index : schema.all(Index.class)) {
      put(expected, read, printed, index.id().toString(), index.definition());
    }
    for (Constraint constraint : schema.all(Constraint.class)) {
      put(expected, read, printed, constraint.id().toString(), constraint.definition());
    }
    assertEquals(expected, read);
  }

  private static void put(
      Map<String, String> expected,
      Map<String, String> read,
      Map<String, String> printed,
      String id,
      String definition) {
    expected.put(id, printed.get(id));
    read.put(id, definition);
  }

  private static Map<String, String> printed(Connection connection) throws SQLException {
    connection.setAutoCommit(false);
    try (var statement = connection.createStatement()) {
      statement.execute("SET LOCAL search_path = ''; SET LOCAL quote_all_identifiers = off");
      statement.execute("SET LOCAL timezone = 'UTC'; SET LOCAL intervalstyle = 'postgres'");
      var printed = new TreeMap<String, String>();
      try (var row = statement.executeQuery(QUERY)) {
        while (row.next()) {
          printed.put(row.getString(1), row.getString(2));
        }
      }
      return printed;
    } finally {
      connection.rollback();
      connection.setAutoCommit(true);
    }
  }
}
