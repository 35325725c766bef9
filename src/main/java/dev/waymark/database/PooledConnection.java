package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Objects;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * The connection that reports are read through. It may lead through a transaction pooler, so it
 * carries no session state from one transaction to the next.
 *
 * @param url the address, safe to show
 * @param dataSource a pool of connections to it
 * @param primary what is read in its place while it leads to a standby; empty where there is no
 *     other address
 * @param limits how long the network may say nothing
 */
public record PooledConnection(
    ConnectionUrl url,
    DataSource dataSource,
    Optional<DirectConnection> primary,
    NetworkLimits limits)
    implements Connections {

  public PooledConnection {
    Objects.requireNonNull(url);
    Objects.requireNonNull(dataSource);
    Objects.requireNonNull(limits);
    primary = primary.filter(direct -> leadsElsewhere(direct, url));
  }

  /** One in whose place nothing else can be read, with the limits that are good for nearly all. */
  public PooledConnection(ConnectionUrl url, DataSource dataSource) {
    this(url, dataSource, Optional.empty(), NetworkLimits.DEFAULT);
  }

  @Override
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

  /**
   * {@inheritDoc}
   *
   * <p>A standby has what its primary did only some time later, and nothing says when: a report
   * over it would speak of a database that is not there any more. So the primary is read in its
   * place, where it can be.
   */
  @Override
  public <T> T read(Reading<T> reading) throws SQLException {
    if (primary.isEmpty()) {
      return Reads.from(dataSource, reading);
    }
    Here<T> here =
        Reads.from(
            dataSource,
            connection ->
                Standby.isOne(connection)
                    ? new Here<>(false, null)
                    : new Here<>(true, reading.read(connection)));
    return here.was() ? here.read() : primary.get().read(reading);
  }

  /**
   * Whether the address leads to a standby now.
   *
   * @throws SQLException see {@link ConnectionFailure#of}
   */
  public boolean leadsToStandby() throws SQLException {
    return Reads.from(dataSource, Standby::isOne);
  }

  /** What was read, if it was read here at all. */
  private record Here<T>(boolean was, T read) {}

  private static boolean leadsElsewhere(DirectConnection direct, ConnectionUrl url) {
    return direct.address() instanceof DirectAddress.Usable usable
        && !(usable.url().hosts().equals(url.hosts())
            && usable.url().properties().equals(url.properties()));
  }
}
