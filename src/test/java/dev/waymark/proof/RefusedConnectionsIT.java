package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.SessionProperties;
import java.sql.Connection;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.ds.PGSimpleDataSource;

/** Why there is no connection, as those say it who refuse it. */
@Timeout(60)
class RefusedConnectionsIT {
  private Database database;

  @BeforeEach
  void createDatabase() throws Exception {
    database = Database.create();
  }

  @Test
  void aHostThatIsNotKnown() throws Exception {
    DatabaseException refused = refused("postgresql://u:p@nowhere.invalid/app");

    assertEquals(ConnectionFailure.HOST_UNKNOWN, refused.failure());
    assertTrue(refused.driverMessage().contains("nowhere.invalid"), refused::driverMessage);
  }

  @Test
  void aRoleThatMayHaveNoFurtherConnection() throws Exception {
    String role = database.name() + "_one";
    database.execute("CREATE ROLE %s LOGIN CONNECTION LIMIT 1".formatted(role));
    String url = database.url().replace("postgres:postgres@", role + "@");

    try (Connection first = pooled(url).open()) {
      DatabaseException refused = refused(url);

      assertEquals(ConnectionFailure.CONNECTIONS_EXHAUSTED, refused.failure());
      assertTrue(refused.driverMessage().contains(role), refused::driverMessage);
    }
  }

  @Test
  void aPoolerThatIsFull() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(database, "extra_float_digits", "transaction", 1);
        Connection first = pooled(pooler.url(database)).open()) {
      assertEquals(ConnectionFailure.POOLER_EXHAUSTED, refused(pooler.url(database)).failure());
    }
  }

  @Test
  void aPoolerThatPoolsByStatement() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(database, "extra_float_digits", "statement", 9);
        Connection connection = pooled(pooler.url(database)).open();
        var statement = connection.createStatement()) {
      connection.setAutoCommit(false);

      SQLException refused = assertThrows(SQLException.class, () -> statement.execute("SELECT 1"));

      assertEquals(ConnectionFailure.STATEMENT_POOLING, ConnectionFailure.of(refused));
    }
  }

  @Test
  void aSettingOfTheAddressThatThePoolerDoesNotTake() throws Exception {
    try (PgBouncer pooler = PgBouncer.start(database, "extra_float_digits")) {
      DatabaseException refused = refused(pooler.url(database) + "?options=-c%20work_mem%3D8MB");

      assertEquals(ConnectionFailure.POOLER_SETTING_REFUSED, refused.failure());
    }
  }

  private static DatabaseException refused(String url) throws SQLException {
    PooledConnection pooled = pooled(url);
    return new DatabaseException(assertThrows(SQLException.class, () -> pooled.open().close()));
  }

  private static PooledConnection pooled(String text) throws SQLException {
    ConnectionUrl url = ConnectionUrl.parse(text);
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url.jdbcUrl());
    source.setUser(url.username());
    source.setPassword(url.password().orElse(null));
    for (var property : SessionProperties.pooled(url).entrySet()) {
      source.setProperty(property.getKey(), property.getValue());
    }
    return new PooledConnection(url, source);
  }
}
