package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The address from a file, as orchestrators mount it and replace it. */
@Timeout(120)
class SecretsIT {
  @TempDir Path folder;
  @TempDir Path secrets;

  private Database database;
  private String role;

  @BeforeEach
  void aRoleOfItsOwn() throws Exception {
    database = Database.create();
    CountedMigrations.quick(folder, 3);
    role = "rotating_" + database.name();
    database.execute(
        "CREATE ROLE %s SUPERUSER LOGIN PASSWORD 'first' IN ROLE %s"
            .formatted(role, TestPostgres.ROLE_WITH_PASSWORD));
  }

  @Test
  void aRenewedPasswordNeedsNoRestart() throws Exception {
    mount("first");
    try (Replica replica = start(Map.of("WAYMARK_SECRETS_DIR", secrets.toString()))) {
      assertEquals(200, replica.get("/migrations/status").status());

      database.execute("ALTER ROLE %s PASSWORD 'second'".formatted(role));
      database.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'"
              .formatted(role));
      mount("second");

      // The first ones find the connections that were cut.
      Until.seen(
          () -> Optional.of(replica.post()).filter(answer -> answer.status() == 200),
          replica.process()::lastWords);
      Answer report = replica.get("/schema/verification?expectation=migrations");
      assertEquals("verified", report.text("/status"), report::toString);
    }
  }

  @Test
  void aFileThatIsGoneForAMomentIsNoTrouble() throws Exception {
    Path file = mount("first");
    try (Replica replica = start(Map.of("DATABASE_URL_FILE", file.toString()))) {
      assertEquals(200, replica.get("/migrations/status").status());
      database.execute(
          "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE usename = '%s'"
              .formatted(role));

      Files.delete(file);

      Until.seen(
          () ->
              Optional.of(replica.get("/migrations/status"))
                  .filter(answer -> answer.status() == 200),
          replica.process()::lastWords);
      assertTrue(
          replica.process().log().contains("DATABASE_URL cannot be read again"),
          replica.process()::lastWords);
    }
  }

  @Test
  void whatCannotBeReadEndsTheStartInOneLine() throws Exception {
    Path file = Files.writeString(secrets.resolve("url"), "s3cret".repeat(11_000));
    try (Replica replica =
        Replica.launch("", folder, Map.of("DATABASE_URL_FILE", file.toString()))) {
      assertEquals(1, replica.process().end());
      String log = replica.process().log();
      assertTrue(
          log.contains(
              "DATABASE_URL is to come from %s, which is larger than 65536 bytes.".formatted(file)),
          log);
      assertFalse(log.contains("s3cret"), log);
      assertFalse(log.contains("\tat "), log);
    }
  }

  private Replica start(Map<String, String> settings) throws Exception {
    return Replica.start("", folder, settings);
  }

  /** Replaces the file at once, as a mounted secret is. */
  private Path mount(String password) throws Exception {
    String address =
        "postgresql://%s:%s@127.0.0.1:%d/%s%n"
            .formatted(role, password, database.port(), database.name());
    Path fresh = Files.writeString(secrets.resolve("..fresh"), address);
    return Files.move(fresh, secrets.resolve("DATABASE_URL"), StandardCopyOption.REPLACE_EXISTING);
  }
}
