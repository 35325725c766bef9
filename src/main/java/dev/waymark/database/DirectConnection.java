package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;

/**
 * The connection to PostgreSQL itself, the only one that migrates or locks.
 *
 * @param address where it leads, or why it may not be used
 * @param dataSource a pool of connections; asked only when the address is usable
 * @param renewed the address with the user and the password that are good now
 * @param limits how long the network may say nothing
 * @param reports compares it with what reports are read from; empty where there is no such thing
 */
public record DirectConnection(
    DirectAddress address,
    DataSource dataSource,
    UnaryOperator<ConnectionUrl> renewed,
    NetworkLimits limits,
    Optional<SameDatabase> reports)
    implements Connections {
  private static final String BACKEND =
      "SELECT pg_catalog.pg_backend_pid() AS pid,"
          + " pg_catalog.current_setting('client_connection_check_interval', true)"
          + " OPERATOR(pg_catalog.<>) '0' AS is_looking";

  public DirectConnection {
    Objects.requireNonNull(address);
    Objects.requireNonNull(dataSource);
    Objects.requireNonNull(renewed);
    Objects.requireNonNull(limits);
    Objects.requireNonNull(reports);
  }

  /** One whose user and password stay as they are, with the limits that are good for nearly all. */
  public DirectConnection(DirectAddress address, DataSource dataSource) {
    this(address, dataSource, UnaryOperator.identity(), NetworkLimits.DEFAULT, Optional.empty());
  }

  /** One that is compared with nothing. */
  public DirectConnection(
      DirectAddress address,
      DataSource dataSource,
      UnaryOperator<ConnectionUrl> renewed,
      NetworkLimits limits) {
    this(address, dataSource, renewed, limits, Optional.empty());
  }

  /** One that opens a connection each time. */
  public static DirectConnection unpooled(ConnectionUrl url) {
    return new DirectConnection(new DirectAddress.Usable(url), ScratchDataSource.of(url));
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
  @Override
  public Connection open() throws SQLException {
    requireUsable();
    return KeptConnection.from(dataSource);
  }

  /**
   * Begins to keep one connection for all that this thread does over it one after the other; the
   * caller closes it.
   */
  public KeptConnection keep() {
    return KeptConnection.of(dataSource);
  }

  /**
   * {@inheritDoc}
   *
   * @throws IllegalStateException when the address is refused or missing: ask {@link #address()}
   */
  @Override
  public <T> T read(Reading<T> reading) throws SQLException {
    requireUsable();
    return Reads.from(dataSource, reading);
  }

  private void requireUsable() {
    if (!(address instanceof DirectAddress.Usable)) {
      throw new IllegalStateException("There is no direct connection to open");
    }
  }

  /**
   * Makes sure that a connection leads to the database that reports are read from.
   *
   * @throws DatabasesDiffer if it leads to another one
   * @throws SQLException if it cannot be asked
   */
  public void requireSameDatabase(Connection connection) throws SQLException {
    if (reports.isPresent()) {
      reports.get().require(connection);
    }
  }

  /**
   * Which backend of PostgreSQL's a connection leads to, asked of the server: a proxy may have
   * given the driver a number of its own. Empty if it does not lead to PostgreSQL itself, as far as
   * it shows: what was set when the session began is not set. A pooler that is set to ignore such
   * settings takes the session for one of many, and a lock taken in it would stay behind in a
   * connection of the pooler's.
   *
   * @throws SQLException if the connection cannot be asked
   */
  public OptionalInt backend(Connection connection) throws SQLException {
    boolean notices =
        address instanceof DirectAddress.Usable usable
            && SessionProperties.asksForCheckInterval(usable.url());
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(BACKEND)) {
      row.next();
      return notices && !row.getBoolean("is_looking")
          ? OptionalInt.empty()
          : OptionalInt.of(row.getInt("pid"));
    }
  }
}
