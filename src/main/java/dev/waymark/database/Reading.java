package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;

/**
 * Something that is read over a connection. It changes nothing, and so may be done once more where
 * the connection turns out to be dead.
 */
@FunctionalInterface
public interface Reading<T> {
  /**
   * Reads it.
   *
   * @throws SQLException whatever the driver says
   */
  T read(Connection connection) throws SQLException;
}
