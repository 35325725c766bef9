package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Optional;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;
import org.postgresql.jdbc.PreferQueryMode;

/**
 * Connections to a scratch database: the direct address with another database, and with the
 * settings that the live database gives its sessions.
 */
final class ScratchDataSource {
  private static final String SETTINGS = Sql.read("scratch_settings.sql");

  /** A run sets both for each script, whatever the database says, and so does a replay. */
  private static final String NO_LIMITS = "-c statement_timeout=0 -c lock_timeout=0 ";

  private static final String OWN_PATH = Sql.read("scratch_search_path.sql");

  /**
   * A client that is connected is notified by PostgreSQL that the database is dropped, if it can
   * be.
   */
  private static final Duration UNTIL_DROPPED = Duration.ofSeconds(10);

  private ScratchDataSource() {}

  /**
   * As the user of the server's connection.
   *
   * @param lifetime after which the database is dropped: no statement has to wait for longer
   */
  static DataSource of(ScratchServer server, String database, Connection live, Duration lifetime)
      throws SQLException {
    ConnectionUrl url = url(server.connection());
    ConnectionUrl renewed = server.connection().renewed().apply(url);
    return of(
        url,
        database,
        options(live, SETTINGS),
        renewed.username(),
        renewed.password().orElse(null),
        Optional.of(lifetime));
  }

  /** As the role that was made for it. */
  static DataSource of(
      ScratchServer server, String database, Connection live, Duration lifetime, ScratchRole role)
      throws SQLException {
    // Of an option that is there twice the last one counts.
    String options = options(live, SETTINGS) + options(live, OWN_PATH);
    return of(
        url(server.connection()),
        database,
        options,
        role.name(),
        role.password(),
        Optional.of(lifetime));
  }

  /**
   * The same for scripts: several statements at once, and as they are. The driver itself would take
   * them apart, and does not find the end of a body that PostgreSQL parses.
   */
  static DataSource forScripts(DataSource scratch) {
    var given = (PGSimpleDataSource) scratch;
    PGSimpleDataSource copy = new PGSimpleDataSource();
    copy.setURL(given.getURL());
    copy.setUser(given.getUser());
    copy.setPassword(given.getPassword());
    copy.setPreferQueryMode(PreferQueryMode.SIMPLE);
    return copy;
  }

  /** The address as it is. */
  static DataSource of(ConnectionUrl url) {
    try {
      return of(
          url, url.database(), "", url.username(), url.password().orElse(null), Optional.empty());
    } catch (SQLException exception) {
      throw new IllegalStateException("No connection was asked for yet", exception);
    }
  }

  private static ConnectionUrl url(DirectConnection direct) {
    if (direct.address() instanceof DirectAddress.Usable usable) {
      return usable.url();
    }
    throw new IllegalStateException("There is no direct connection to open");
  }

  private static DataSource of(
      ConnectionUrl url,
      String database,
      String options,
      String user,
      String password,
      Optional<Duration> lifetime)
      throws SQLException {
    SortedMap<String, String> properties = SessionProperties.direct(url);
    // Stored with ALTER DATABASE they would need privileges that a session's own settings do not.
    // The address's own options come last and win, as they do over the live database's.
    properties.merge("options", options + NO_LIMITS, (given, settings) -> settings + given);
    lifetime.ifPresent(
        until ->
            properties.put("socketTimeout", String.valueOf(until.plus(UNTIL_DROPPED).toSeconds())));
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(url.jdbcUrl(database));
    dataSource.setUser(user);
    dataSource.setPassword(password);
    for (var property : properties.entrySet()) {
      dataSource.setProperty(property.getKey(), property.getValue());
    }
    return dataSource;
  }

  private static String options(Connection live, String query) throws SQLException {
    StringBuilder options = new StringBuilder();
    try (var statement = live.prepareStatement(query);
        var row = statement.executeQuery()) {
      while (row.next()) {
        String setting = row.getString("name") + "=" + row.getString("value");
        // The server splits options at white space unless a backslash stands before it.
        options.append("-c ").append(setting.replaceAll("([\\\\\\s])", "\\\\$1")).append(' ');
      }
    }
    return options.toString();
  }
}
