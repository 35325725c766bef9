package dev.waymark.database;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The real PostgreSQL that all tests of one JVM share. It starts on first use and ends with the
 * JVM; each test takes a database of its own from it, so that no order of tests matters.
 */
public final class TestPostgres {
  private static final AtomicInteger DATABASES = new AtomicInteger();

  private TestPostgres() {}

  private static final class Holder {
    static final EmbeddedPostgres SERVER = start();

    private static EmbeddedPostgres start() {
      try {
        return EmbeddedPostgres.builder().setServerConfig("max_connections", "200").start();
      } catch (IOException exception) {
        throw new UncheckedIOException(exception);
      }
    }
  }

  /** The port of the server on 127.0.0.1; the superuser is {@code postgres}, with any password. */
  public static int port() {
    return Holder.SERVER.getPort();
  }

  /** Creates an empty database and returns its name. */
  public static String createDatabase() throws SQLException {
    String name = "test_" + DATABASES.incrementAndGet();
    try (Connection connection = connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute("CREATE DATABASE " + name + " TEMPLATE template0");
    }
    return name;
  }

  /** Opens a superuser's connection to the named database. */
  public static Connection connect(String database) throws SQLException {
    return DriverManager.getConnection(
        "jdbc:postgresql://127.0.0.1:" + port() + "/" + database, "postgres", "postgres");
  }

  /** The named database's address as a provider would hand it out. */
  public static String url(String database) {
    return "postgresql://postgres:postgres@127.0.0.1:" + port() + "/" + database;
  }
}
