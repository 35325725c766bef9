package dev.waymark.database;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Map;
import java.util.Properties;
import java.util.SortedMap;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class SessionPropertiesTest {
  @Test
  void bothKindsCarryTheDefaults() {
    ConnectionUrl url = ConnectionUrl.parse("postgresql://u@a,b/db");

    Map<String, String> common =
        Map.of(
            "ApplicationName", "waymark",
            "assumeMinServerVersion", "9.0",
            "connectTimeout", "10",
            "loginTimeout", "20",
            "socketTimeout", "60",
            "tcpKeepAlive", "true");
    assertEquals(with(common, "prepareThreshold", "0"), SessionProperties.pooled(url));
    assertEquals(
        with(
            common,
            "options",
            "-c client_connection_check_interval=1000 -c tcp_keepalives_idle=20"
                + " -c tcp_keepalives_interval=5 -c tcp_keepalives_count=4"
                + " -c tcp_user_timeout=40000"),
        SessionProperties.direct(url));
  }

  @Test
  void whatTheAddressSaysPrevails() {
    ConnectionUrl url =
        ConnectionUrl.parse(
            "postgresql://u@a/db?application_name=x&keepalives=0&connect_timeout=0"
                + "&options=-c%20client_connection_check_interval%3D0%20-c%20tcp_user_timeout%3D5s"
                + "%20-c%20tcp_keepalives_idle%3D1%20-c%20tcp_keepalives_interval%3D2");

    assertEquals(
        Map.of(
            "ApplicationName", "x",
            "assumeMinServerVersion", "9.0",
            "connectTimeout", "0",
            "options",
                "-c client_connection_check_interval=0 -c tcp_user_timeout=5s"
                    + " -c tcp_keepalives_idle=1 -c tcp_keepalives_interval=2"
                    + " -c tcp_keepalives_count=4",
            "socketTimeout", "60",
            "tcpKeepAlive", "false"),
        SessionProperties.direct(url));
  }

  @ParameterizedTest
  @CsvSource({
    "client_connection_check_interval,1s",
    "tcp_keepalives_idle,20",
    "tcp_keepalives_interval,5",
    "tcp_keepalives_count,4",
    "tcp_user_timeout,40000",
    "search_path,'app, public'",
    "application_name,ci job",
    "statement_timeout,7s"
  })
  void theServerHasTheSettings(String setting, String value) throws SQLException {
    String url =
        TestPostgres.url(TestPostgres.createDatabase())
            + "?application_name=ci%20job&sslmode=prefer&target_session_attrs=read-write"
            + "&options=-c%20search_path%3Dapp,%5C%20public%20-c%20statement_timeout=7s";

    try (Connection connection = connect(ConnectionUrl.parse(url))) {
      assertEquals(value, show(connection, setting));
    }
  }

  @Test
  void aJdbcUrlConnectsTheSame() throws SQLException {
    String database = TestPostgres.createDatabase();
    String url =
        "jdbc:postgresql://127.0.0.1:%d/%s?user=postgres&password=any&ApplicationName=app"
            .formatted(TestPostgres.port(), database);

    try (Connection connection = connect(ConnectionUrl.parse(url))) {
      assertEquals("app", show(connection, "application_name"));
      assertEquals("1s", show(connection, "client_connection_check_interval"));
    }
  }

  private static Connection connect(ConnectionUrl url) throws SQLException {
    Properties properties = new Properties();
    properties.putAll(SessionProperties.direct(url));
    properties.setProperty("user", url.username());
    url.password().ifPresent(password -> properties.setProperty("password", password));
    return DriverManager.getConnection(url.jdbcUrl(), properties);
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery("SHOW " + setting)) {
      result.next();
      return result.getString(1);
    }
  }

  private static SortedMap<String, String> with(
      Map<String, String> map, String name, String value) {
    SortedMap<String, String> copy = new TreeMap<>(map);
    copy.put(name, value);
    return copy;
  }
}
