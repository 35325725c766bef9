package dev.waymark.schema.catalog;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.schema.NamespaceFilter;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.Connection;
import java.sql.SQLException;
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

  private static void make(Connection connection, String type) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute("CREATE SCHEMA shop");
      statement.execute("CREATE TABLE shop.users (id " + type + ")");
    }
  }

  private static EmbeddedPostgres start() throws Exception {
    return EmbeddedPostgres.builder().setServerConfig("autovacuum", "off").start();
  }
}
