package dev.waymark.http;

import dev.waymark.database.ConnectionUrl;
import dev.waymark.database.TestPostgres;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URL;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.config.ConfigProvider;

/**
 * Gives an application under test a fresh database, and settings in which {@code {url}} stands for
 * the database's address, {@code {port}} for the server's port, {@code {unused}} for a port on
 * which nothing listens and {@code {folder}} for an empty folder, or one with a first migration
 * where it is that of the migrations: without any, nothing starts.
 */
public final class TestDatabase implements QuarkusTestResourceLifecycleManager {
  private static final String MANAGEMENT_PORT = "quarkus.management.port";

  private Map<String, String> settings = Map.of();

  @Override
  public void init(Map<String, String> arguments) {
    settings = arguments;
  }

  @Override
  public Map<String, String> start() {
    try {
      String url = TestPostgres.url(TestPostgres.createDatabase());
      String unused = String.valueOf(unusedPort());
      Path folder = Files.createTempDirectory("migrations");
      if (settings.containsKey("waymark.migrations")) {
        Files.writeString(folder.resolve("V1__first.sql"), "SELECT 1;");
      }
      Map<String, String> started = new TreeMap<>();
      started.put("DATABASE_URL", url);
      if (isExecutable()) {
        // As in a test's own JVM. The port is not the system's choice: the executable does not tell
        // which that is.
        started.put("quarkus.http.host", "localhost");
        started.put("quarkus.management.host", "localhost");
        started.put(MANAGEMENT_PORT, String.valueOf(unusedPort()));
      }
      settings.forEach(
          (name, value) ->
              started.put(
                  name,
                  value
                      .replace("{url}", url)
                      .replace("{port}", String.valueOf(TestPostgres.port()))
                      .replace("{unused}", unused)
                      .replace("{folder}", folder.toString())));
      return started;
    } catch (SQLException exception) {
      throw new IllegalStateException(exception);
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    }
  }

  @Override
  public void stop() {}

  /** Runs a statement as superuser in the database of the running application. */
  public static void execute(String sql) throws SQLException {
    try (Connection connection = connect();
        var statement = connection.createStatement()) {
      statement.execute(sql);
      // A session that has just begun counts its changes late; a person is slower than that.
      statement.execute("SELECT pg_catalog.pg_stat_force_next_flush()");
    }
  }

  /** Opens a superuser's connection to the database of the running application. */
  public static Connection connect() throws SQLException {
    return TestPostgres.connect(ConnectionUrl.parse(setting("DATABASE_URL")).database());
  }

  /** Makes the database of the running application as empty as it was at first. */
  public static void empty() throws SQLException {
    execute("DROP SCHEMA IF EXISTS public CASCADE; CREATE SCHEMA public");
    // What is recorded of it would be missing.
    execute(
        """
        DO $$ BEGIN
          IF to_regclass('waymark.open_difference') IS NOT NULL THEN
            DELETE FROM waymark.recorded_schema;
            DELETE FROM waymark.unrecorded_run;
            DELETE FROM waymark.open_difference;
            DELETE FROM waymark.verification_status;
          END IF;
        END $$
        """);
  }

  /** The folder of migrations of the running application. */
  public static Path folder() {
    return Path.of(setting("waymark.migrations"));
  }

  /**
   * The port of the running application for probes and scrapers.
   *
   * @param injected what Quarkus injects, which is right in the test's own JVM only
   */
  public static int managementPort(URL injected) {
    return isExecutable() ? Integer.parseInt(setting(MANAGEMENT_PORT)) : injected.getPort();
  }

  /** Whether what runs is a native executable, a process of its own. */
  public static boolean isExecutable() {
    return !System.getProperty("test.executable", "").isEmpty();
  }

  // Looked up, not injected: nothing is injected into tests of what is packaged.
  private static String setting(String name) {
    return ConfigProvider.getConfig().getValue(name, String.class);
  }

  /** A port on which nothing listens now. */
  public static int unusedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }
}
