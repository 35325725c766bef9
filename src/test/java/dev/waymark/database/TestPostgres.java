package dev.waymark.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.Optional;
import java.util.UUID;

/**
 * The real PostgreSQL that all tests of one JVM share. It starts on first use and ends with the
 * JVM; each test takes a database of its own from it, so that no order of tests matters.
 *
 * <p>{@code -Dtest.postgres=14} names another major version than the newest; the build runs the
 * tests on more than one.
 */
public final class TestPostgres {
  /**
   * A role that must give {@link #PASSWORD}, as its members must theirs; all others are trusted.
   */
  public static final String ROLE_WITH_PASSWORD = "needs_password";

  /** The password of {@link #ROLE_WITH_PASSWORD}. */
  public static final String PASSWORD = "open-sesame";

  // A system property, because Quarkus loads this class again for each application under test.
  private static final String PORT_PROPERTY = "dev.waymark.test.postgres.port";

  private static final Path MEMORY = Path.of("/dev/shm");
  private static final long ROOM = 6L << 30;

  private TestPostgres() {}

  /** The port of the server on 127.0.0.1; the superuser is {@code postgres}, with any password. */
  public static int port() {
    synchronized (System.class) {
      String known = System.getProperty(PORT_PROPERTY);
      if (known != null) {
        return Integer.parseInt(known);
      }
      int port = start();
      System.setProperty(PORT_PROPERTY, String.valueOf(port));
      return port;
    }
  }

  // The server is closed by the shutdown hook that its library registers.
  @SuppressWarnings("resource")
  private static int start() {
    try {
      Path access = Files.createTempFile("pg_hba", ".conf");
      access.toFile().deleteOnExit();
      Files.writeString(
          access,
          """
          host all +%s all scram-sha-256
          host all all all trust
          local all all trust
          """
              .formatted(ROLE_WITH_PASSWORD));
      var builder =
          EmbeddedPostgres.builder()
              .setServerConfig("max_connections", "200")
              .setServerConfig("max_prepared_transactions", "10")
              .setServerConfig("autovacuum", "off")
              .setServerConfig("wal_level", "minimal")
              .setServerConfig("max_wal_senders", "0")
              .setServerConfig("hba_file", access.toString());
      inMemory().ifPresent(builder::setDataDirectory);
      String major = System.getProperty("test.postgres");
      if (major != null) {
        builder.setPgBinaryResolver(new PostgresBinaries(major));
      }
      EmbeddedPostgres server = builder.start();
      try (Connection connection = connect(server.getPort(), "postgres");
          var statement = connection.createStatement()) {
        statement.execute(
            "CREATE ROLE %s LOGIN PASSWORD '%s'".formatted(ROLE_WITH_PASSWORD, PASSWORD));
      }
      return server.getPort();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    } catch (SQLException exception) {
      throw new IllegalStateException(exception);
    }
  }

  /** Where a database is made in a tenth of the time; empty where there is no room for that. */
  private static Optional<Path> inMemory() throws IOException {
    if (!Files.isWritable(MEMORY) || Files.getFileStore(MEMORY).getUsableSpace() < ROOM) {
      return Optional.empty();
    }
    return Optional.of(Files.createTempDirectory(MEMORY, "waymark-test-postgres"));
  }

  /** Creates an empty database and returns its name. */
  public static String createDatabase() throws SQLException {
    String name = "test_" + UUID.randomUUID().toString().replace("-", "");
    try (Connection connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
    }
    return name;
  }

  /** Opens a superuser's connection to the named database. */
  public static Connection connect(String database) throws SQLException {
    return connect(port(), database);
  }

  private static Connection connect(int port, String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port + "/" + database, "postgres", "postgres");
  }

  /** The same, by which a text of several statements is sent as it is, as psql does. */
  public static Connection connectSimply(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/" + database + "?preferQueryMode=simple",
        "postgres",
        "postgres");
  }

  /** The named database's address as a provider would hand it out. */
  public static String url(String database) {
    return "postgresql://postgres:postgres@127.0.0.1:" + port() + "/" + database;
  }
}
