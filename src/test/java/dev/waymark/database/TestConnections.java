package dev.waymark.database;

import java.sql.Connection;
import java.sql.SQLException;
import org.postgresql.ds.PGSimpleDataSource;

/** The two connections of a service to a database of the test server, without a pool. */
public final class TestConnections {
  private TestConnections() {}

  /** The direct connection of the superuser. */
  public static DirectConnection direct(String database) throws SQLException {
    return direct(database, "postgres", "postgres");
  }

  /** The direct connection of a role. */
  public static DirectConnection direct(String database, String role, String password)
      throws SQLException {
    ConnectionUrl url = url(database, role, password);
    return new DirectConnection(new DirectAddress.Usable(url), dataSource(url));
  }

  /** The pooled connection of the superuser. */
  public static PooledConnection pooled(String database) throws SQLException {
    return pooled(database, "postgres", "postgres");
  }

  /** The pooled connection of a role. */
  public static PooledConnection pooled(String database, String role, String password)
      throws SQLException {
    ConnectionUrl url = url(database, role, password);
    return new PooledConnection(url, dataSource(url));
  }

  /** Executes statements as the superuser. */
  public static void execute(String database, String sql) throws SQLException {
    try (Connection connection = TestPostgres.connect(database)) {
      Sql.execute(connection, sql);
    }
  }

  private static ConnectionUrl url(String database, String role, String password) {
    return ConnectionUrl.parse(
        "postgresql://%s:%s@127.0.0.1:%d/%s"
            .formatted(role, password, TestPostgres.port(), database));
  }

  private static PGSimpleDataSource dataSource(ConnectionUrl url) throws SQLException {
    PGSimpleDataSource dataSource = new PGSimpleDataSource();
    dataSource.setURL(url.jdbcUrl());
    dataSource.setUser(url.username());
    dataSource.setPassword(url.password().orElse(null));
    for (var property : SessionProperties.direct(url).entrySet()) {
      dataSource.setProperty(property.getKey(), property.getValue());
    }
    return dataSource;
  }
}
