package dev.waymark.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.agroal.api.AgroalDataSource;
import io.agroal.api.configuration.AgroalConnectionPoolConfiguration.ConnectionValidator;
import io.agroal.api.configuration.supplier.AgroalDataSourceConfigurationSupplier;
import io.agroal.api.exceptionsorter.PostgreSQLExceptionSorter;
import io.agroal.api.security.NamePrincipal;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.postgresql.Driver;

/** Connections that were cut while they lay in the pool: a reader sees nothing of it. */
@Timeout(60)
class DeadConnectionsTest {
  private static final int IDLE = 5;

  private String database;
  private AgroalDataSource pool;
  private PooledConnection pooled;

  @BeforeEach
  void fillAPool() throws SQLException {
    database = TestPostgres.createDatabase();
    fill("SELECT 1");
  }

  @AfterEach
  void closeThePool() {
    pool.close();
  }

  @Test
  void noReaderSeesThatTheyWereCut() throws SQLException {
    cutAll();

    for (int read = 0; read < 2 * IDLE; read++) {
      assertEquals("1", pooled.read(connection -> value(connection, "SELECT 1")));
    }
  }

  @Test
  void noReaderSeesThatTheServerEndedThemForBeingIdle() throws SQLException {
    pool.close();
    fill("SET idle_session_timeout = '1ms'");
    untilNoSessionIsConnected();

    for (int read = 0; read < 2 * IDLE; read++) {
      assertEquals("1", pooled.read(connection -> value(connection, "SELECT 1")));
    }
  }

  @Test
  void everyPlaceInThePoolIsUsableAfterwards() throws SQLException {
    cutAll();
    pooled.read(connection -> value(connection, "SELECT 1"));

    List<Connection> borrowed = new ArrayList<>();
    for (int place = 0; place < IDLE; place++) {
      Connection connection = pool.getConnection();
      borrowed.add(connection);
    }

    assertEquals(IDLE, borrowed.size());
    for (Connection connection : borrowed) {
      connection.close();
    }
  }

  @Test
  void whatFailsOverALivingConnectionIsNotReadAgain() {
    AtomicInteger times = new AtomicInteger();

    assertThrows(
        SQLException.class,
        () ->
            pooled.read(
                connection -> {
                  times.incrementAndGet();
                  return value(connection, "SELECT 1/0");
                }));

    assertEquals(1, times.get());
  }

  @Test
  void whatKillsItsConnectionIsReadOnceMoreAndNotForEver() {
    AtomicInteger times = new AtomicInteger();

    SQLException lost =
        assertThrows(
            SQLException.class,
            () ->
                pooled.read(
                    connection -> {
                      times.incrementAndGet();
                      return value(
                          connection,
                          "SELECT pg_catalog.pg_terminate_backend(pg_catalog.pg_backend_pid())");
                    }));

    assertEquals(ConnectionFailure.UNREACHABLE, ConnectionFailure.of(lost));
    assertEquals(2, times.get());
  }

  @Test
  void aConnectionOfThePoolThatIsCutIsGoneOnTheServerToo() throws SQLException {
    Connection connection = pool.getConnection();
    String pid = value(connection, "SELECT pg_catalog.pg_backend_pid()");

    BrokenConnection.cut(connection);
    connection.close();

    try (Connection other = TestPostgres.connect("postgres")) {
      String there =
          "SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity WHERE pid = " + pid;
      while (!value(other, there).equals("0")) {
        Thread.onSpinWait();
      }
    }
    assertTrue(connection.isClosed());
  }

  private void fill(String last) throws SQLException {
    String url = "jdbc:postgresql://127.0.0.1:" + TestPostgres.port() + "/" + database;
    pool =
        AgroalDataSource.from(
            new AgroalDataSourceConfigurationSupplier()
                .connectionPoolConfiguration(
                    it ->
                        it.maxSize(IDLE)
                            .acquisitionTimeout(Duration.ofSeconds(30))
                            .connectionValidator(ConnectionValidator.defaultValidator())
                            .exceptionSorter(new PostgreSQLExceptionSorter())
                            .connectionFactoryConfiguration(
                                factory ->
                                    factory
                                        .connectionProviderClass(Driver.class)
                                        .jdbcUrl(url)
                                        .principal(new NamePrincipal("postgres")))));
    pooled = new PooledConnection(ConnectionUrl.parse(TestPostgres.url(database)), pool);
    List<Connection> opened = new ArrayList<>();
    for (int connection = 0; connection < IDLE; connection++) {
      opened.add(pool.getConnection());
    }
    for (Connection connection : opened) {
      try (connection;
          var statement = connection.createStatement()) {
        statement.execute(last);
      }
    }
  }

  private void cutAll() throws SQLException {
    TestConnections.execute(
        "postgres",
        "SELECT pg_catalog.pg_terminate_backend(pid, 10000) FROM pg_catalog.pg_stat_activity"
            + " WHERE datname = '%s'".formatted(database));
  }

  private void untilNoSessionIsConnected() throws SQLException {
    try (Connection other = TestPostgres.connect("postgres")) {
      String connected =
          "SELECT pg_catalog.count(*) FROM pg_catalog.pg_stat_activity WHERE datname = '%s'"
              .formatted(database);
      while (!value(other, connected).equals("0")) {
        Thread.onSpinWait();
      }
    }
  }

  private static String value(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery(sql)) {
      row.next();
      return row.getString(1);
    }
  }
}
