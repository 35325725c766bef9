package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The connection to PostgreSQL itself, the only one that migrates or locks.
 *
 * @param address where it leads, or why it may not be used
 * @param dataSource a pool of connections; asked only when the address is usable
 */
public record DirectConnection(DirectAddress address, DataSource dataSource) {
  public DirectConnection {
    Objects.requireNonNull(address);
    Objects.requireNonNull(dataSource);
  }

  /** The refusal to report in the place of migrating, or empty when the connection is usable. */
  public Optional<DirectAddress.Refused> refusal() {
    return address instanceof DirectAddress.Refused refused
        ? Optional.of(refused)
        : Optional.empty();
  }

  /**
   * Borrows a connection; the caller closes it.
   *
   * @throws IllegalStateException when the address is refused or missing: ask {@link #address()}
   * @throws SQLException see {@link ConnectionFailure#of}
   */
  public Connection open() throws SQLException {
    if (!(address instanceof DirectAddress.Usable)) {
      throw new IllegalStateException("There is no direct connection to open");
    }
    return dataSource.getConnection();
  }
}
