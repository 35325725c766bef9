package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.SortedMap;
import javax.sql.DataSource;
import org.postgresql.ds.PGSimpleDataSource;

/**
 * Connections to a scratch database: the direct address with another database, and with the
 * settings that the live database gives its sessions.
 */
final class ScratchDataSource {
  private static final String SETTINGS = Sql.read("scratch_settings.sql");

  /** Whoever is connected is told by the server that the database is dropped, if it can be. */
  private static final Duration UNTIL_DROPPED = Duration.ofSeconds(10);

  private ScratchDataSource() {}

  /**
   * @param lifetime after which the database is dropped: no statement has to wait for longer
   */
  static DataSource of(DirectConnection direct, String database, Connection live, Duration lifetime)
      throws SQLException {
    if (!(direct.address() instanceof DirectAddress.Usable usable)) {
      throw new IllegalStateException("There is no direct connection to open");
    }
    ConnectionUrl url = usable.url();
    SortedMap<String, String> properties = SessionProperties.direct(url);
    // Stored with ALTER DATABASE they would need privileges that a session's own settings do not.
    // The address's own options come last and win, as they do over the live database's.
    properties.merge("options", options(live), (given, settings) -> settings + given);
    properties.put("socketTimeout", String.valueOf(lifetime.plus(UNTIL_DROPPED).toSeconds()));
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(url.jdbcUrl(database));
    ConnectionUrl renewed = direct.renewed().apply(url);
    dataSource.setUser(renewed.username());
    renewed.password().ifPresent(dataSource::setPassword);
    for (var property : properties.entrySet()) {
      dataSource.setProperty(property.getKey(), property.getValue());
    }
    return dataSource;
  }

  private static String options(Connection live) throws SQLException {
    StringBuilder options = new StringBuilder();
    try (var statement = live.prepareStatement(SETTINGS);
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
