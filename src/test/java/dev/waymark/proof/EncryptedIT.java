package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.access.Authority;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/**
 * A server that is reached by TLS with SCRAM only, and whose certificate is held against a name.
 */
@Timeout(120)
class EncryptedIT {
  @TempDir static Path certificates;

  private static Authority trusted;
  private static Authority others;
  private static OwnServer server;

  @TempDir Path folder;

  @BeforeAll
  static void startServer() throws Exception {
    trusted = Authority.create(Files.createDirectory(certificates.resolve("a")));
    others = Authority.create(Files.createDirectory(certificates.resolve("b")));
    Authority.Signed localhost = trusted.server("localhost");
    Path access = certificates.resolve("pg_hba.conf");
    Files.writeString(
        access,
        """
        hostssl all app all scram-sha-256
        hostnossl all app all reject
        host all all all trust
        local all all trust
        """);
    server =
        OwnServer.start(
            Files.createDirectory(certificates.resolve("server")),
            Map.of(
                "ssl", "on",
                "ssl_cert_file", localhost.certificate().toString(),
                "ssl_key_file", localhost.key().toString(),
                "hba_file", access.toString()));
    server.database().execute("CREATE ROLE app LOGIN SUPERUSER PASSWORD 's3cret'");
  }

  @AfterAll
  static void stopServer() throws Exception {
    server.close();
  }

  @BeforeEach
  void writeMigrations() throws Exception {
    CountedMigrations.quick(folder, 2);
  }

  @Test
  void migratesAndVerifiesOverAVerifiedConnection() throws Exception {
    String url = url("localhost", "verify-full", trusted) + "&channel_binding=require";
    try (Replica replica = Replica.start(url, folder, Map.of())) {
      Answer run = replica.post();

      assertEquals(200, run.status(), run::toString);
      assertEquals("verified", replica.get("/schema/verification").text("/status"));
      assertEquals(
          List.of("t"),
          server
              .database()
              .rows(
                  "SELECT DISTINCT ssl FROM pg_stat_ssl JOIN pg_stat_activity USING (pid)"
                      + " WHERE usename = 'app'"));
    }
  }

  @Test
  void anotherAuthoritysCertificateIsRefused() throws Exception {
    assertRefused(url("localhost", "verify-full", others));
  }

  @Test
  void anotherNamesCertificateIsRefused() throws Exception {
    assertRefused(url("127.0.0.1", "verify-full", trusted));
  }

  @Test
  void aConnectionThatIsNotEncryptedIsRefused() throws Exception {
    // Without the authority: that nothing is held against it is refused before anything starts.
    assertRefused(url("localhost", "disable", trusted).replaceFirst("&sslrootcert=.*", ""));
  }

  private void assertRefused(String url) throws Exception {
    try (Replica replica = Replica.start(url, folder, Map.of())) {
      for (Answer refused : List.of(replica.post(), replica.get("/schema/verification"))) {
        assertEquals("503 database-refused", refused.status() + " " + refused.problem());
        assertTrue(!refused.toString().contains("s3cret"), refused::toString);
      }
    }
  }

  private static String url(String host, String mode, Authority authority) {
    return "postgresql://app:s3cret@%s:%d/postgres?sslmode=%s&sslrootcert=%s"
        .formatted(host, server.database().port(), mode, authority.certificate());
  }
}
