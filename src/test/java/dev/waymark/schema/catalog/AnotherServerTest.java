package dev.waymark.schema.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.schema.NamespaceFilter;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** A server that begins anew at the address of another gives the numbers of the old one again. */
class AnotherServerTest {
  private static final NamespaceFilter SHOP = NamespaceFilter.of("shop");

  @Test
  void isReadAnewAlthoughItCountsTheSame() throws Exception {
    CatalogReader reader = CatalogReader.readingChangesOnly();
    CatalogFingerprint before;
    try (var server = start();
        var connection = server.getPostgresDatabase().getConnection()) {
      make(connection, "int");
      before = reader.readChanged(connection, SHOP).catalogFingerprint();
      reader.readIdentified(connection, SHOP);
    }
    try (var server = start();
        var connection = server.getPostgresDatabase().getConnection()) {
      make(connection, "bigint");
      CatalogFingerprint now = new ChangeDetector().fingerprint(connection);
      assertEquals(before.versions(), now.versions());
      assertNotEquals(before, now);
      var whole = new CatalogReader().readIdentified(connection, SHOP);

      assertTrue(reader.known(SHOP, now).isEmpty());
      assertEquals(whole.objects(), reader.identified(connection, SHOP).objects());
      assertEquals(
          new CatalogReader().read(connection, SHOP).objects(),
          reader.readChanged(connection, SHOP).schema().objects());
    }
  }

  /** With the same time of its start, and without what was committed and not on the disk yet. */
  @Test
  void soDoesOneThatGoesOnAfterACrash() throws Exception {
    try (var server =
        EmbeddedPostgres.builder()
            .setServerConfig("autovacuum", "off")
            .setServerConfig("synchronous_commit", "off")
            .setServerConfig("wal_writer_delay", "10000")
            .start()) {
      CatalogFingerprint before;
      try (var connection = server.getPostgresDatabase().getConnection()) {
        make(connection, "int");
        execute(connection, "CHECKPOINT");
        execute(connection, "COMMENT ON TABLE shop.users IS 'lost'");
        before = new ChangeDetector().fingerprint(connection);
        ProcessHandle backend = ProcessHandle.of(pid(connection)).orElseThrow();
        backend.destroyForcibly();
        backend.onExit().get(1, TimeUnit.MINUTES);
      }

      try (var connection = recovered(server)) {
        execute(connection, "COMMENT ON TABLE shop.users IS 'kept'");
        CatalogFingerprint now = new ChangeDetector().fingerprint(connection);

        assertEquals(before.versions(), now.versions());
        assertNotEquals(before, now);
      }
    }
  }

  private static long pid(Connection connection) throws SQLException {
    try (var statement = connection.createStatement();
        var row = statement.executeQuery("SELECT pg_backend_pid()")) {
      row.next();
      return row.getLong(1);
    }
  }

  /** The first connection that it takes again. */
  private static Connection recovered(EmbeddedPostgres server) throws SQLException {
    Instant end = Instant.now().plus(Duration.ofMinutes(1));
    while (true) {
      try {
        return server.getPostgresDatabase().getConnection();
      } catch (SQLException recovering) {
        if (Instant.now().isAfter(end)) {
          throw recovering;
        }
        Thread.onSpinWait();
      }
    }
  }

  private static void make(Connection connection, String type) throws SQLException {
    execute(connection, "CREATE SCHEMA shop");
    execute(connection, "CREATE TABLE shop.users (id " + type + ")");
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }

  private static EmbeddedPostgres start() throws Exception {
    return EmbeddedPostgres.builder().setServerConfig("autovacuum", "off").start();
  }
}
