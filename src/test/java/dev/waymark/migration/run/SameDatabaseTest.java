package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertDoesNotThrow;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.DatabasesDiffer;
import dev.waymark.database.DirectAddress;
import dev.waymark.database.DirectConnection;
import dev.waymark.database.NetworkLimits;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.SameDatabase;
import dev.waymark.database.TestPostgres;
import dev.waymark.migration.session.RunSession;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;
import javax.sql.DataSource;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.postgresql.ds.PGSimpleDataSource;

/** What a run changes is what its reports speak of, or there is no run. */
class SameDatabaseTest {
  private String database;

  @BeforeEach
  void createDatabase() throws SQLException {
    database = TestPostgres.createDatabase();
  }

  @Test
  void anotherDatabaseIsRefused() throws SQLException {
    String other = TestPostgres.createDatabase();

    DatabasesDiffer refused =
        assertThrows(
            DatabasesDiffer.class, () -> RunSession.open(direct(database, other, "postgres")));

    assertTrue(refused.getMessage().contains(database + " (oid "), refused.getMessage());
    assertTrue(refused.getMessage().contains(other + " (oid "), refused.getMessage());
  }

  @Test
  void theSameDatabaseByAnotherAddressIsNot() {
    assertDoesNotThrow(() -> RunSession.open(direct(database, database, "postgres")).close());
  }

  @Test
  void aUserThatMayNotAskForTheServerIsNoReasonToRefuse() throws SQLException {
    String reader = database + "_reader";
    try (var connection = TestPostgres.connect(database);
        var statement = connection.createStatement()) {
      statement.execute("CREATE ROLE " + reader + " LOGIN PASSWORD 'postgres'");
      statement.execute("REVOKE EXECUTE ON FUNCTION pg_control_system() FROM PUBLIC");
    }

    assertDoesNotThrow(() -> RunSession.open(direct(database, database, reader)).close());
    String other = TestPostgres.createDatabase();
    assertThrows(DatabasesDiffer.class, () -> RunSession.open(direct(database, other, reader)));
  }

  private static DirectConnection direct(String runs, String reports, String reader) {
    ConnectionUrl directUrl = ConnectionUrl.parse(TestPostgres.url(runs));
    ConnectionUrl pooledUrl =
        ConnectionUrl.parse(
            "postgresql://%s:postgres@localhost:%d/%s"
                .formatted(reader, TestPostgres.port(), reports));
    DirectAddress address = new DirectAddress.Usable(directUrl);
    SameDatabase same =
        new SameDatabase(() -> new PooledConnection(pooledUrl, dataSource(pooledUrl)), address);
    return new DirectConnection(
        address,
        dataSource(directUrl),
        UnaryOperator.identity(),
        NetworkLimits.DEFAULT,
        Optional.of(same));
  }

  private static DataSource dataSource(ConnectionUrl url) {
    PGSimpleDataSource source = new PGSimpleDataSource();
    source.setURL(url.jdbcUrl());
    source.setUser(url.username());
    source.setPassword("postgres");
    try {
      source.setProperty("options", "-c client_connection_check_interval=1000");
    } catch (SQLException exception) {
      throw new IllegalStateException(exception);
    }
    return source;
  }
}
