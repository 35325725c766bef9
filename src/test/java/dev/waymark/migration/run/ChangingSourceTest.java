package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestConnections;
import dev.waymark.database.TestPostgres;
import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.flyway.FlywayEngine;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Instant;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** One service keeps what it has read of its source; none of this may be kept too long. */
class ChangingSourceTest extends MigrationTesting {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  private FlywayEngine engine;

  @BeforeEach
  void startService() {
    engine = engine();
  }

  @Test
  void aFileThatIsChangedAtOnceIsReadAgain() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    Integer before = checksum();

    given("V1__a.sql", "CREATE TABLE b ();");

    assertNotEquals(before, checksum());
  }

  @Test
  void aRunExecutesWhatItBeganWithWhateverTheStatusReadsMeanwhile() throws Exception {
    given("V1__a.sql", "SELECT pg_advisory_xact_lock(7);");
    given("V2__b.sql", "-- waymark: lock_timeout=1234ms", told("b"));
    OneProcess service = process();
    try (Connection gate = TestPostgres.connect(database);
        var statement = gate.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(7)");
      CompletableFuture<Run> run =
          CompletableFuture.supplyAsync(() -> service.runner().run(RunRequest.upTo(null)));
      while (query("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
          .isEmpty()) {
        assertFalse(run.isDone(), "it did not get as far as to wait");
        Thread.onSpinWait();
      }
      given("V2__b.sql", "-- waymark: lock_timeout=4321ms", told("other"));
      service.reading().status().status();
      statement.execute("SELECT pg_advisory_unlock(7)");

      assertEquals(Run.Outcome.SUCCEEDED, run.get().outcome());
    }
    assertEquals(List.of("1234ms"), query("SELECT told FROM b"));
    assertEquals(
        List.of(Reason.CHANGED_AFTER_APPLIED),
        service.reading().status().status().invalid().stream()
            .map(InvalidMigration::reason)
            .toList());
  }

  private static String told(String table) {
    return "CREATE TABLE %s AS SELECT current_setting('lock_timeout') AS told;".formatted(table);
  }

  @Test
  void aFileOfTheSameSizeAndTimeIsReadAgain() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    modifiedLongAgo("V1__a.sql");
    Integer before = checksum();

    given("V1__a.sql", "CREATE TABLE b ();");
    modifiedLongAgo("V1__a.sql");

    assertNotEquals(before, checksum());
  }

  @Test
  void anotherFileOfTheSameSizeAndTimeInItsPlaceIsRead() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("next", "CREATE TABLE b ();");
    modifiedLongAgo("V1__a.sql");
    modifiedLongAgo("next");
    Integer before = checksum();

    move("next", "V1__a.sql");

    assertNotEquals(before, checksum());
  }

  @Test
  void aConfigMapIsSwapped() throws Exception {
    given("..first/V1__a.sql", "CREATE TABLE a ();");
    given("..second/V1__a.sql", "CREATE TABLE b ();");
    modifiedLongAgo("..first/V1__a.sql");
    modifiedLongAgo("..second/V1__a.sql");
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..first"));
    Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..second"));
    Files.createSymbolicLink(folder.resolve("V1__a.sql"), Path.of("..data/V1__a.sql"));
    Integer before = checksum();

    move("..data_tmp", "..data");

    assertNotEquals(before, checksum());
  }

  @Test
  void filesThatComeAndGoAreNoticed() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");
    status(user);

    Files.delete(folder.resolve("V1__a.sql"));
    given("V3__c.sql", "CREATE TABLE c ();");

    assertEquals(List.of("V2__b.sql", "V3__c.sql"), scripts(status(user).pending()));
  }

  @Test
  void scriptConfigurationThatComesAndChangesIsRead() throws Exception {
    given("V1__a.sql", "SELECT '${name}';");
    assertEquals(1, status(user).invalid().size());

    given("V1__a.sql.conf", "placeholderReplacement=false");
    assertEquals(List.of(), status(user).invalid());

    given("V1__a.sql.conf", "placeholderReplacement= true");
    assertEquals(1, status(user).invalid().size());

    given("V1__a.sql.conf", "placeholderReplacement=perhaps");
    assertEquals(1, status(user).invalid().size());
  }

  @Test
  void aScriptThatCouldNotBeReadIsReadOnceItCan() throws Exception {
    Files.write(folder.resolve("V1__a.sql"), new byte[] {'-', '-', (byte) 0xFC});
    modifiedLongAgo("V1__a.sql");
    assertThrows(Invalid.class, () -> status(user));

    Files.write(folder.resolve("V1__a.sql"), new byte[] {'-', '-', 'u'});
    modifiedLongAgo("V1__a.sql");

    assertEquals(List.of("V1__a.sql"), scripts(status(user).pending()));
  }

  @Test
  void anotherUserIsAnotherValueOfItsPlaceholder() throws Exception {
    String other = givenRole("GRANT ALL ON SCHEMA public TO %s");
    given("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT '${FLYWAY:user}' AS value;");
    given("V1__a.sql", "CREATE TABLE a ();");
    run();
    givenInDatabase("GRANT SELECT ON flyway_schema_history TO " + other);

    assertTrue(status(user).upToDate());
    assertEquals(List.of("R__v.sql"), scripts(status(other).pending()));
    assertTrue(status(user).upToDate());
  }

  @Test
  void theHistoryIsReadEachTime() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    run();
    assertTrue(status(user).upToDate());

    givenInDatabase("UPDATE flyway_schema_history SET checksum = 1");

    assertEquals(List.of("V1__a.sql"), scripts(status(user).changed()));
  }

  @Test
  void aLargeFileIsReadAgainWhenItChanges() throws Exception {
    String rows = "INSERT INTO a VALUES ('" + "x".repeat(900) + "');\n";
    given("V1__a.sql", "CREATE TABLE a (text text);", rows.repeat(2_000));
    modifiedLongAgo("V1__a.sql");
    Integer before = checksum();

    given("V1__a.sql", "CREATE TABLE b (text text);", rows.repeat(2_000));
    modifiedLongAgo("V1__a.sql");

    assertNotEquals(before, checksum());
  }

  private Integer checksum() throws SQLException {
    return status(user).pending().get(0).checksum();
  }

  private MigrationStatus status(String user) throws SQLException {
    try (var connection = TestConnections.pooled(database, user, "postgres").open()) {
      return engine.status(connection, null);
    }
  }

  private void modifiedLongAgo(String file) throws IOException {
    Files.setLastModifiedTime(folder.resolve(file), LONG_AGO);
  }

  private void move(String from, String to) throws IOException {
    Files.move(folder.resolve(from), folder.resolve(to), StandardCopyOption.ATOMIC_MOVE);
  }
}
