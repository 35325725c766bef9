package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.Blocker;
import dev.waymark.migration.MigrationException.LockNotAvailable;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.RunRequest;
import dev.waymark.problem.Problem;
import dev.waymark.problem.Problems;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Somebody holds a lock that a migration needs. */
@Timeout(60)
class BlockedRunsTest extends MigrationTesting {
  private static final String LOCK_NOT_AVAILABLE = "55P03";

  private Connection blocker;

  @BeforeEach
  void block() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);");
    run();
    blocker =
        DriverManager.getConnection(
            TestPostgres.url(database).replaceFirst("postgresql://.*@", "jdbc:postgresql://")
                + "?ApplicationName=forgotten",
            "postgres",
            "postgres");
    blocker.setAutoCommit(false);
    execute("INSERT INTO a VALUES (1)");
  }

  @AfterEach
  void unblock() throws Exception {
    blocker.close();
  }

  @Test
  void aMigrationThatMayNotBeTriedAgainFailsAndNamesWhoWasInTheWay() throws Exception {
    given("V2__b.sql", "CREATE TABLE b ();", "ALTER TABLE a ADD COLUMN b int;");
    limits = new RunLimits(Duration.ofSeconds(1), Duration.ZERO, 0, Duration.ZERO);

    LockNotAvailable failed = refused(LockNotAvailable.class);

    assertEquals(LOCK_NOT_AVAILABLE, failed.run().failure().sqlState());
    assertEquals(0, failed.run().retries());
    Blocker named = failed.run().blockedBy().get(0);
    assertEquals("forgotten", named.application());
    assertEquals("INSERT INTO a VALUES (1)", named.query());
    assertEquals(List.of("a"), tables());
    Problem told = Problems.of(failed);
    assertEquals(
        "503 https://waymark.dev/problems/lock-not-available", told.status() + " " + told.type());
    assertTrue(
        told.detail()
            .startsWith(
                "V2__b.sql, line 2: canceling statement due to lock timeout, tried once. It was held"
                    + " by pid %d, user postgres, application forgotten, idle in transaction, for "
                        .formatted(named.pid())),
        told::detail);
    assertTrue(
        told.hint().endsWith("pg_terminate_backend(%d);".formatted(named.pid())), told::hint);
    assertEquals(5, told.retryAfterSeconds().orElse(0));
  }

  @Test
  void aPreparedTransactionIsNamedByItsIdentifier() throws Exception {
    execute("PREPARE TRANSACTION 'it''s " + database + "'");
    try {
      given("V2__b.sql", "ALTER TABLE a ADD COLUMN b int;");
      limits = new RunLimits(Duration.ofSeconds(1), Duration.ZERO, 1, Duration.ZERO);

      LockNotAvailable failed = refused(LockNotAvailable.class);

      Blocker named = failed.run().blockedBy().get(0);
      assertEquals("it's " + database, named.preparedTransaction());
      assertEquals(null, named.pid());
      assertEquals("postgres", named.user());
      assertEquals(1, failed.run().blockedBy().size());
      assertEquals(1, failed.run().retries());
    } finally {
      blocker.setAutoCommit(true);
      execute("ROLLBACK PREPARED 'it''s " + database + "'");
    }
  }

  @Test
  void aMigrationIsTriedAgainUntilNoSessionIsInTheWay() throws Exception {
    given("V2__b.sql", "CREATE TABLE b ();", "ALTER TABLE a ADD COLUMN b int;");
    limits = new RunLimits(Duration.ofMillis(300), Duration.ZERO, 1000, Duration.ZERO);
    CompletableFuture<Run> waiting = CompletableFuture.supplyAsync(this::run);
    until("SELECT 1 FROM waymark.run_event WHERE type = 'lock-timeout-retry'");
    assertEquals(List.of("a"), tables());

    blocker.rollback();

    Run run = waiting.get();
    assertEquals(1, run.applied());
    assertTrue(run.retries() > 0);
    assertEquals(List.of("a", "b"), tables());
  }

  @Test
  void aPlannedRunExecutesNothingThatCameWhileItWasTriedAgain() throws Exception {
    given("V2__b.sql", "ALTER TABLE a ADD COLUMN b int;");
    limits = new RunLimits(Duration.ofMillis(300), Duration.ZERO, 1000, Duration.ZERO);
    process();
    String digest = reading.plans().plan(null).digest();
    CompletableFuture<Run> waiting =
        CompletableFuture.supplyAsync(() -> runner().run(new RunRequest(null, null, null, digest)));
    until("SELECT 1 FROM waymark.run_event WHERE type = 'lock-timeout-retry'");
    given("V3__c.sql", "CREATE TABLE c ();");
    given("beforeEachMigrate.sql", "CREATE TABLE d ();");

    blocker.rollback();

    assertEquals(1, waiting.get().applied());
    assertEquals("2", waiting.get().toVersion());
    assertEquals(List.of("a"), tables());
  }

  @Test
  void aMigrationOutsideATransactionWaitsForAsLongAsItTakes() throws Exception {
    given("V2__b.sql", "CREATE INDEX CONCURRENTLY b ON a (id);");
    limits = new RunLimits(Duration.ofMillis(1), Duration.ZERO, 10, Duration.ZERO);
    CompletableFuture<Run> waiting = CompletableFuture.supplyAsync(this::run);
    until("SELECT 1 FROM waymark.run_event WHERE type = 'blocked'");

    blocker.rollback();

    Run run = waiting.get();
    assertEquals(0, run.retries());
    assertEquals(1, run.applied());
    assertEquals(List.of(), run.invalidIndexes());
  }

  private void execute(String sql) throws SQLException {
    try (var statement = blocker.createStatement()) {
      statement.execute(sql);
    }
  }

  private void until(String condition) throws SQLException {
    while (query(condition).isEmpty()) {
      Thread.onSpinWait();
    }
  }
}
