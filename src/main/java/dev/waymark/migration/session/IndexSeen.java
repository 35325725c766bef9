package dev.waymark.migration.session;

import dev.waymark.database.Sql;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * An index, or its place, as a session sees it.
 *
 * @param namespace its namespace
 * @param name its name
 * @param oid its oid; null if there is no index of this name
 * @param ofTable whether it is an index of the table that was asked about
 * @param valid whether PostgreSQL uses it
 */
public record IndexSeen(String namespace, String name, Long oid, boolean ofTable, boolean valid) {

  private static final String OF_TABLE = Sql.read(IndexSeen.class, "index_of_table.sql");
  private static final String BY_NAME = Sql.read(IndexSeen.class, "index.sql");

  /** The index of a name in the namespace of a table; empty if there is no such table. */
  public static Optional<IndexSeen> ofTable(
      Connection connection, String schema, String table, String name) throws SQLException {
    try (var statement = connection.prepareStatement(OF_TABLE)) {
      statement.setString(1, name);
      statement.setString(2, qualified(schema, table));
      try (var row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new IndexSeen(
                    row.getString("namespace"),
                    name,
                    row.getObject("oid", Long.class),
                    row.getBoolean("of_table"),
                    row.getBoolean("valid")))
            : Optional.empty();
      }
    }
  }

  /** The index of a name; empty if there is none. */
  public static Optional<IndexSeen> named(Connection connection, String schema, String name)
      throws SQLException {
    try (var statement = connection.prepareStatement(BY_NAME)) {
      statement.setString(1, qualified(schema, name));
      try (var row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new IndexSeen(
                    row.getString("namespace"), name, row.getObject("oid", Long.class), true, true))
            : Optional.empty();
      }
    }
  }

  /** The statement that takes it down without blocking anybody. */
  public String drop() {
    return "DROP INDEX CONCURRENTLY " + qualified(namespace, name);
  }

  static String qualified(String schema, String name) {
    return (schema == null ? "" : Sql.identifier(schema) + ".") + Sql.identifier(name);
  }
}
