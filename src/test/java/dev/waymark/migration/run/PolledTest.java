package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.answer.Prepared;
import dev.waymark.database.TestPostgres;
import dev.waymark.migration.Discrepancy;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.RunStoreState;
import dev.waymark.migration.endpoint.RunsPoll;
import dev.waymark.verification.Freshness;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.FileTime;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ForkJoinPool;
import java.util.function.Supplier;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * A caller who asks again gets the same answer for nothing, and never one that is older than the
 * question.
 */
class PolledTest extends MigrationTesting {
  private static final FileTime LONG_AGO = FileTime.from(Instant.parse("2026-01-01T00:00:00Z"));

  /** Flyway's own lock of the history, as PostgreSQLAdvisoryLockTemplate computes it. */
  private static final long FLYWAY =
      77431708279161L + "\"public\".\"flyway_schema_history\"".hashCode();

  private OneProcess process;
  private Supplier<MigrationStatus> polled;
  private RunsPoll runs;

  @BeforeEach
  void poll() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);");
    given("more/V2__b.sql", "CREATE TABLE b (id int);");
    process = process();
    process.runner().run(RunRequest.upTo(null));
    settle();
    polled = reading.status().polled();
    runs = runsPoll();
    polled.get();
    listed();
  }

  @Test
  void isTheSameWhileNothingMoves() {
    MigrationStatus status = polled.get();
    Prepared list = listed();

    assertSame(status, polled.get());
    assertSame(list, listed());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "UPDATE flyway_schema_history SET checksum = 1 WHERE version = '2'",
        "DELETE FROM flyway_schema_history WHERE version = '2'",
        "INSERT INTO flyway_schema_history SELECT 3, '3', 'c', type, 'V3__c.sql', checksum,"
            + " installed_by, installed_on, execution_time, success FROM flyway_schema_history"
            + " WHERE version = '2'",
        "UPDATE flyway_schema_history SET installed_on = '2020-01-01' WHERE version = '2'",
        "DROP TABLE flyway_schema_history",
        "ALTER TABLE flyway_schema_history RENAME TO kept; CREATE VIEW flyway_schema_history AS"
            + " SELECT * FROM kept WHERE installed_rank < 2",
        "DROP SCHEMA waymark CASCADE",
      })
  void seesWhatIsDoneByHand(String sql) throws SQLException {
    MigrationStatus before = polled.get();

    givenInDatabase(sql);

    assertEquals(status(), polled.get());
    if (!sql.startsWith("DROP SCHEMA")) {
      assertNotEquals(before, polled.get());
    }
  }

  /** What a view shows may move without a transaction. */
  @Test
  void trustsNoView() throws SQLException {
    givenInDatabase(
        "ALTER TABLE flyway_schema_history RENAME TO kept; CREATE VIEW flyway_schema_history AS"
            + " SELECT * FROM kept WHERE installed_rank < 2"
            + " OR EXISTS (SELECT FROM pg_locks WHERE locktype = 'advisory' AND objid = 99)");
    assertEquals(1, polled.get().counts().applied());
    assertEquals(1, polled.get().counts().applied());

    try (Connection session = TestPostgres.connect(database);
        var statement = session.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(99)");

      assertEquals(2, polled.get().counts().applied());
    }
  }

  @Test
  void seesEachScriptThatChanges() throws Exception {
    change("more/V2__b.sql", "CREATE TABLE c (id int);");
    assertEquals(1, polled.get().counts().changed());
    change("more/V2__b.sql", "CREATE TABLE b (id int);");
    assertEquals(0, polled.get().counts().changed());
    change("more/V3__c.sql", "CREATE TABLE c (id int);");
    assertEquals(1, polled.get().counts().pending());
    Files.move(folder.resolve("more"), folder.resolve("moved"));
    assertEquals(1, polled.get().counts().pending());
    Files.delete(folder.resolve("moved/V3__c.sql"));
    assertEquals(0, polled.get().counts().pending());
    Path other = Files.createDirectories(folder.resolve(".other"));
    Files.copy(folder.resolve("moved/V2__b.sql"), other.resolve("V2__b.sql"));
    change(".other/V4__d.sql", "CREATE TABLE d (id int);");
    Files.move(folder.resolve("moved"), folder.resolve(".moved"));
    Files.createSymbolicLink(folder.resolve("moved"), Path.of(".moved"));
    settle();
    assertEquals(0, polled.get().counts().pending());
    Files.createSymbolicLink(folder.resolve(".next"), Path.of(".other"));
    Files.move(folder.resolve(".next"), folder.resolve("moved"), StandardCopyOption.ATOMIC_MOVE);
    assertEquals(1, polled.get().counts().pending());
  }

  @Test
  void seesTheRunOfAnotherReplicaFromItsBeginningToItsEnd() throws Exception {
    change("V3__c.sql", "SELECT pg_advisory_xact_lock(7);");
    MigrationRunner other = runner();
    try (Connection gate = TestPostgres.connect(database);
        var statement = gate.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(7)");
      CompletableFuture<Run> run =
          CompletableFuture.supplyAsync(() -> other.run(RunRequest.upTo(null)));
      while (query("SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
          .isEmpty()) {
        assertFalse(run.isDone(), "it did not get as far as to wait");
        Thread.onSpinWait();
      }

      assertEquals("waymark", polled.get().running().by());
      String id = polled.get().running().run();
      assertTrue(text(listed()).contains(id));
      statement.execute("SELECT pg_advisory_unlock(7)");
      run.join();

      assertNull(polled.get().running());
      assertEquals(3, polled.get().counts().applied());
      assertEquals(id, reading.runs().list(null, 1).get(0).id());
      assertEquals(text(list(runsPoll())), text(listed()));
    }
  }

  /** No transaction says that a session of Flyway's own comes and goes. */
  @Test
  void seesAFlywayThatKnowsNothingOfWaymark() throws SQLException {
    try (Connection flyway = TestPostgres.connect(database);
        var statement = flyway.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + FLYWAY + ")");
      assertEquals("flyway", polled.get().running().by());
      statement.execute("SELECT pg_advisory_unlock(" + FLYWAY + ")");

      assertNull(polled.get().running());
      statement.execute("SELECT pg_advisory_lock(" + FLYWAY + ")");
      assertEquals("flyway", polled.get().running().by());
    }
  }

  @Test
  void seesThatRunsCannotBeKeptAnyMore() throws SQLException {
    user = givenRole("GRANT pg_read_all_data TO %s");
    polled = process().reading().status().polled();
    assertEquals(RunStoreState.Kept.MEMORY, polled.get().runStore().kept());

    givenInDatabase(
        "GRANT USAGE ON SCHEMA waymark TO %1$s; GRANT ALL ON ALL TABLES IN SCHEMA waymark TO %1$s"
            .formatted(user));

    assertEquals(RunStoreState.Kept.DATABASE, polled.get().runStore().kept());
  }

  @Test
  void seesWhatAVerificationFoundMissing() throws SQLException {
    givenInDatabase("DROP TABLE a");
    assertEquals(0, polled.get().discrepancies().size());

    reading.verifier().verify(Optional.empty(), Freshness.READ);

    assertEquals(Discrepancy.What.RECORDED_BUT_ABSENT, polled.get().discrepancies().get(0).what());
  }

  private RunsPoll runsPoll() {
    return new RunsPoll(
        reading.runs(), pooled(), ForkJoinPool.commonPool(), Duration.ofSeconds(30));
  }

  private Prepared listed() {
    return list(runs);
  }

  private static Prepared list(RunsPoll poll) {
    return poll.ask().toCompletableFuture().join().content();
  }

  private static String text(Prepared answer) {
    return new String(answer.bytes(), StandardCharsets.UTF_8);
  }

  /** Of the same size and time where there is one. */
  private void change(String script, String text) throws IOException {
    given(script, text);
    settle();
  }

  /** As if nothing had been changed for long, as far as times of changes say so. */
  private void settle() throws IOException {
    try (var files = Files.walk(folder)) {
      for (Path file : (Iterable<Path>) files::iterator) {
        if (!Files.isSymbolicLink(file)) {
          Files.setLastModifiedTime(file, LONG_AGO);
        }
      }
    }
  }
}
