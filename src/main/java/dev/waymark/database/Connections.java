package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;

/** Where connections to the database come from. */
public interface Connections {
  /**
   * Borrows a connection, for what is done only once; the caller closes it.
   *
   * @throws SQLException see {@link ConnectionFailure#of}
   */
  Connection open() throws SQLException;

  /**
   * Reads over a connection. One that was cut while it lay in the pool (by a restart, a failover, a
   * limit for idle sessions) shows only when it is used: then the same is read once more over one
   * that answers, and the caller sees nothing of it.
   *
   * @throws SQLException see {@link ConnectionFailure#of}
   */
  <T> T read(Reading<T> reading) throws SQLException;
}
