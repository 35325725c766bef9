package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import javax.sql.DataSource;

/**
 * The connection that reports are read through. It may lead through a transaction pooler, so it
 * carries no session state from one transaction to the next.
 *
 * @param url the address, safe to show
 * @param dataSource a pool of connections to it
 */
public record PooledConnection(ConnectionUrl url, DataSource dataSource) {
  public PooledConnection {
    Objects.requireNonNull(url);
    Objects.requireNonNull(dataSource);
  }

  /**
   * Borrows a connection; the caller closes it.
   *
   * @throws SQLException see {@link ConnectionFailure#of}
   */
  public Connection open() throws SQLException {
    try {
      return dataSource.getConnection();
    } catch (SQLException exception) {
      // Nothing of Waymark's own is set here: it is the address's.
      throw ConnectionFailure.of(exception) == ConnectionFailure.SETTING_REFUSED
          ? new PoolerRefusedSetting(exception)
          : exception;
    }
  }
}
