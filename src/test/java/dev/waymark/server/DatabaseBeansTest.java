package dev.waymark.server;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.database.DirectConnection;
import dev.waymark.database.PooledConnection;
import dev.waymark.database.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.quarkus.test.common.WithTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import org.junit.jupiter.api.Test;

@QuarkusTest
@WithTestResource(DatabaseBeansTest.Database.class)
class DatabaseBeansTest {
  @Inject PooledConnection pooled;
  @Inject DirectConnection direct;

  @Test
  void thePooledConnectionLeavesTheSessionAlone() throws SQLException {
    try (Connection connection = pooled.open()) {
      assertEquals("0", show(connection, "client_connection_check_interval"));
      assertEquals("waymark", show(connection, "application_name"));
      assertEquals(0, connection.unwrap(org.postgresql.PGConnection.class).getPrepareThreshold());
    }
  }

  @Test
  void theDirectConnectionIsWatchedByTheServer() throws SQLException {
    try (Connection connection = direct.open()) {
      assertEquals("1s", show(connection, "client_connection_check_interval"));
      assertEquals("5s", show(connection, "lock_timeout"));
      assertEquals("migrations", show(connection, "application_name"));
    }
  }

  private static String show(Connection connection, String setting) throws SQLException {
    try (var statement = connection.createStatement();
        var result = statement.executeQuery("SHOW " + setting)) {
      result.next();
      return result.getString(1);
    }
  }

  /** Both addresses, as the environment would give them. */
  public static final class Database implements QuarkusTestResourceLifecycleManager {
    @Override
    public Map<String, String> start() {
      try {
        String url = TestPostgres.url(TestPostgres.createDatabase());
        return Map.of(
            "DATABASE_URL",
            url,
            "DATABASE_URL_UNPOOLED",
            url + "?application_name=migrations&options=-c%20lock_timeout%3D5s");
      } catch (SQLException exception) {
        throw new IllegalStateException(exception);
      }
    }

    @Override
    public void stop() {}
  }
}
