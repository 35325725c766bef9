package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Connections over which Waymark's own schema is read: only while what is there executes nothing of
 * another role's, such as a view in the place of a table, with the rights of whoever reads.
 *
 * @param connections where they come from
 * @param guard asked over each, before it is read
 */
public record OwnSchemaReads(Connections connections, Guard guard) implements Connections {

  /** Knows whose the schema is. */
  @FunctionalInterface
  public interface Guard {
    /**
     * Makes sure that reading executes nothing of another role's.
     *
     * @throws OwnSchemaUnreadable if it may, or if there is no such schema
     * @throws SQLException if the database cannot be asked
     */
    void requireReadable(Connection connection) throws SQLException;
  }

  /**
   * {@inheritDoc}
   *
   * @throws OwnSchemaUnreadable if there is nothing that may be read
   */
  @Override
  public Connection open() throws SQLException {
    Connection connection = connections.open();
    try {
      guard.requireReadable(connection);
      return connection;
    } catch (SQLException | RuntimeException refused) {
      try {
        connection.close();
      } catch (SQLException exception) {
        refused.addSuppressed(exception);
      }
      throw refused;
    }
  }

  /**
   * {@inheritDoc}
   *
   * @throws OwnSchemaUnreadable if there is nothing that may be read
   */
  @Override
  public <T> T read(Reading<T> reading) throws SQLException {
    return connections.read(
        connection -> {
          guard.requireReadable(connection);
          return reading.read(connection);
        });
  }
}
