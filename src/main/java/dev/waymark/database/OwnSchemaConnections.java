package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Connections over which Waymark's own schema is read or written: only while that executes nothing
 * of another role's, such as a view in the place of a table, with the rights of the role that does
 * it.
 *
 * @param connections where they come from
 * @param guard asked over each, before it is used
 */
public record OwnSchemaConnections(Connections connections, Guard guard) implements Connections {

  /** Knows whose the schema is. */
  @FunctionalInterface
  public interface Guard {
    /**
     * Makes sure that nothing of another role's is executed.
     *
     * @throws OwnSchemaUnusable if it may, or if there is no such schema
     * @throws SQLException if the database cannot be asked
     */
    void require(Connection connection) throws SQLException;
  }

  /**
   * {@inheritDoc}
   *
   * @throws OwnSchemaUnusable if there is nothing that may be used
   */
  @Override
  public Connection open() throws SQLException {
    Connection connection = connections.open();
    try {
      guard.require(connection);
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
   * @throws OwnSchemaUnusable if there is nothing that may be used
   */
  @Override
  public <T> T read(Reading<T> reading) throws SQLException {
    return connections.read(
        connection -> {
          guard.require(connection);
          return reading.read(connection);
        });
  }
}
