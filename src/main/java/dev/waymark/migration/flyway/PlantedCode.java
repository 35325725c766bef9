package dev.waymark.migration.flyway;

import dev.waymark.database.OwnSchemaUnusable;
import dev.waymark.database.Sql;
import dev.waymark.migration.MigrationException.HistoryRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What another role has put into a table of Flyway's or Waymark's own, and what every user of the
 * table would execute with rights of his own. On PostgreSQL 14 every role may make a table in
 * {@code public}, also one that is called like the history, before Flyway does.
 *
 * @param table its name
 * @param owner the other role, to whom the table belongs
 * @param atReading whether it is executed by reading already
 * @param what it is, as a clause about the table
 */
record PlantedCode(String table, String owner, boolean atReading, String what) {

  private static final String IN_TABLES = Sql.read(PlantedCode.class, "planted.sql");

  /** In a history table of another role's. */
  static Optional<PlantedCode> in(Connection connection, String schema, String table)
      throws SQLException {
    return found(connection, schema, table);
  }

  /** In any relation of a schema; what is executed by reading comes first. */
  static Optional<PlantedCode> inSchema(Connection connection, String schema) throws SQLException {
    return found(connection, schema, null);
  }

  private static Optional<PlantedCode> found(Connection connection, String schema, String table)
      throws SQLException {
    try (var statement = connection.prepareStatement(IN_TABLES)) {
      statement.setString(1, schema);
      statement.setString(2, table);
      statement.setString(3, table);
      try (var row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new PlantedCode(
                    row.getString("relation"),
                    row.getString("owner"),
                    row.getBoolean("at_reading"),
                    row.getString("what")))
            : Optional.empty();
      }
    }
  }

  /** Why Waymark's own schema is not read. */
  OwnSchemaUnusable unreadable(String schema, String user) {
    return OwnSchemaUnusable.ofAnother(
        ("In Waymark's own schema %s, %s belongs to the role %s, and %s: what that executes would be"
                + " executed with the rights of %s. It was not read.")
            .formatted(schema, table, owner, what, user),
        "Find out who made it, and drop it if it was made to deceive: the next run makes it anew.");
  }

  /** Why the history is not used. */
  HistoryRefused refused(String schema, String user) {
    return new HistoryRefused(
        ("The history %s.%s belongs to the role %s, and %s: what that executes would be executed"
                + " with the rights of %s. Nothing was done.")
            .formatted(schema, table, owner, what, user),
        "Find out who made it. Drop it if it was made to deceive; if it is right as it is, give it"
            + " to the role that migrates: ALTER TABLE %s.%s OWNER TO %s;"
                .formatted(Sql.identifier(schema), Sql.identifier(table), Sql.identifier(user)));
  }
}
