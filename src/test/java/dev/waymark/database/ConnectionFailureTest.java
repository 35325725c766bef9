package dev.waymark.database;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Properties;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ConnectionFailureTest {
  @ParameterizedTest
  @CsvSource({
    "08001,UNREACHABLE",
    "08003,UNREACHABLE",
    "08006,UNREACHABLE",
    "53300,CONNECTIONS_EXHAUSTED",
    "57P01,UNREACHABLE",
    "57P02,UNREACHABLE",
    "57P03,UNREACHABLE",
    "08004,HANDSHAKE_REFUSED",
    "28000,CREDENTIALS_REFUSED",
    "28P01,CREDENTIALS_REFUSED",
    "3D000,DATABASE_MISSING",
    "57P04,DATABASE_MISSING",
    "42501,PRIVILEGE_MISSING",
    "08P01,OTHER",
    "42P01,OTHER",
    ",OTHER",
  })
  void judgesByState(String state, ConnectionFailure expected) {
    assertEquals(expected, ConnectionFailure.of(new SQLException("x", state)));
    assertEquals(
        expected, ConnectionFailure.of(new SQLException(new SQLException("wrapped", state))));
  }

  @Test
  void judgesThePoolsOwnTimeout() {
    assertEquals(
        ConnectionFailure.UNREACHABLE,
        ConnectionFailure.of(new SQLException("Sorry, acquisition timeout!")));
  }

  @Test
  void nothingListens() throws IOException {
    int port;
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      port = socket.getLocalPort();
    }
    assertEquals(
        ConnectionFailure.UNREACHABLE, failure("postgresql://u:p@127.0.0.1:" + port + "/db"));
  }

  @Test
  void somebodyListensAndSaysNothing() throws IOException {
    try (ServerSocket silent = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertEquals(
          ConnectionFailure.UNREACHABLE,
          failure("postgresql://u:p@127.0.0.1:" + silent.getLocalPort() + "/db?connect_timeout=1"));
    }
  }

  @Test
  void noSuchDatabase() {
    assertEquals(ConnectionFailure.DATABASE_MISSING, failure(TestPostgres.url("nowhere")));
  }

  @Test
  void noSuchUser() {
    assertEquals(
        ConnectionFailure.CREDENTIALS_REFUSED,
        failure("postgresql://nobody:p@127.0.0.1:" + TestPostgres.port() + "/postgres"));
  }

  @Test
  void theServerHasNoEncryption() {
    assertEquals(
        ConnectionFailure.HANDSHAKE_REFUSED,
        failure(TestPostgres.url("postgres") + "?sslmode=require"));
  }

  @Test
  void channelBindingIsNotJustAWord() {
    assertEquals(
        ConnectionFailure.HANDSHAKE_REFUSED,
        failure(TestPostgres.url("postgres") + "?channel_binding=require"));
  }

  @Test
  void theServerCannotWatchItsClients() {
    // What PostgreSQL 13 says to 1000, any server says to a value out of range.
    assertEquals(
        ConnectionFailure.SETTING_REFUSED,
        failure(
            TestPostgres.url("postgres") + "?options=-c%20client_connection_check_interval%3D-5"));
  }

  @Test
  void aPrivilegeIsMissing() throws SQLException {
    String database = TestPostgres.createDatabase();
    try (Connection connection = TestPostgres.connect(database);
        var statement = connection.createStatement()) {
      statement.execute("CREATE ROLE " + database + "_reader LOGIN");
      statement.execute("SET ROLE " + database + "_reader");

      SQLException exception =
          assertThrows(SQLException.class, () -> statement.execute("CREATE TABLE t (id int)"));

      assertEquals(ConnectionFailure.PRIVILEGE_MISSING, ConnectionFailure.of(exception));
    }
  }

  private static ConnectionFailure failure(String text) {
    ConnectionUrl url = ConnectionUrl.parse(text);
    Properties properties = new Properties();
    properties.putAll(SessionProperties.direct(url));
    properties.setProperty("user", url.username());
    url.password().ifPresent(password -> properties.setProperty("password", password));
    return ConnectionFailure.of(
        assertThrows(
            SQLException.class, () -> DriverManager.getConnection(url.jdbcUrl(), properties)));
  }
}
