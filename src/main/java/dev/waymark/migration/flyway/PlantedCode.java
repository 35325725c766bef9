package dev.waymark.migration.flyway;

import dev.waymark.database.Sql;
import dev.waymark.migration.MigrationException.HistoryRefused;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;

/**
 * What another role has put into the history table, and what every user of the table would execute
 * with rights of his own. On PostgreSQL 14 every role may make a table in {@code public}, also one
 * that is called like the history, before Flyway does.
 *
 * @param owner the other role, to whom the table belongs
 * @param atReading whether it is executed by reading already
 * @param what it is, as a clause about the table
 */
record PlantedCode(String owner, boolean atReading, String what) {

  private static final String IN_TABLE = Sql.read(PlantedCode.class, "history_planted.sql");

  /** In a history table of another role's. */
  static Optional<PlantedCode> in(Connection connection, String schema, String table)
      throws SQLException {
    try (var statement = connection.prepareStatement(IN_TABLE)) {
      statement.setString(1, schema);
      statement.setString(2, table);
      try (var row = statement.executeQuery()) {
        return row.next()
            ? Optional.of(
                new PlantedCode(
                    row.getString("owner"), row.getBoolean("at_reading"), row.getString("what")))
            : Optional.empty();
      }
    }
  }

  /** Why the table is not used. */
  HistoryRefused refused(String schema, String table, String user) {
    return new HistoryRefused(
        ("The history %s.%s belongs to the role %s, and %s: what that executes would be executed"
                + " with the rights of %s. Nothing was done.")
            .formatted(schema, table, owner, what, user),
        "Find out who made it. Drop it if it was made to deceive; if it is right as it is, give it"
            + " to the role that migrates: ALTER TABLE %s.%s OWNER TO %s;"
                .formatted(Sql.identifier(schema), Sql.identifier(table), Sql.identifier(user)));
  }
}
