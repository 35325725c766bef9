package dev.waymark.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.access.MovableClock;
import dev.waymark.database.TestConnections;
import dev.waymark.database.TestPostgres;
import dev.waymark.verification.expectation.ExpectationChoice;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A poll is cheap, and what it says is true for the moment that it names. */
class SchemaWatchTest {
  private final MovableClock clock = new MovableClock();
  private String database;
  private SchemaWatch watch;

  @BeforeEach
  void watchADatabase() throws SQLException {
    database = TestPostgres.createDatabase();
    TestConnections.execute(database, "CREATE TABLE orders (id integer)");
    var settings =
        new VerificationSettings(
            List.of("public"),
            Optional.of("public"),
            "flyway_schema_history",
            "waymark",
            ExpectationChoice.AUTO,
            List.of());
    watch = new SchemaWatch(TestConnections.pooled(database), settings, clock);
  }

  @Test
  void whatDidNotChangeIsNotReadAgain() {
    Observation first = watch.observe(false);

    clock.move(Duration.ofHours(1));

    assertSame(first.schema(), watch.observe(false).schema());
  }

  @Test
  void anUnchangedSchemaIsKnownToBeTrueForTheMomentOfTheLook() {
    watch.observe(false);

    clock.move(Duration.ofHours(1));

    assertEquals(clock.instant(), watch.observe(false).checkedAt());
  }

  @Test
  void aChangeIsSeenAtTheLatestWhenCountersAreNoLongerBelieved() throws SQLException {
    watch.observe(false);
    TestConnections.execute(database, "CREATE TABLE customers (id integer)");

    clock.move(SchemaWatch.TRUST_IN_COUNTERS);

    assertTrue(watch.observe(false).schema().table("public", "customers").isPresent());
  }

  @Test
  void whatMayBeStaleSaysFromWhenItIs() throws SQLException {
    watch.observe(false);
    clock.move(Duration.ofSeconds(1));
    Instant beforeTheChange = clock.instant();
    clock.move(Duration.ofSeconds(1));
    TestConnections.execute(database, "CREATE TABLE customers (id integer)");

    Observation observation = watch.observe(false);

    boolean seen = observation.schema().table("public", "customers").isPresent();
    assertEquals(seen, observation.checkedAt().isAfter(beforeTheChange));
  }

  @Test
  void freshReadsWhatDidNotChange() {
    Observation first = watch.observe(false);

    Observation fresh = watch.observe(true);

    assertNotSame(first.schema(), fresh.schema());
    assertEquals(first.schema().fingerprint(), fresh.schema().fingerprint());
  }

  @Test
  void pollsThatComeTogetherShareOneRead() throws Exception {
    List<Callable<Observation>> polls = new ArrayList<>();
    for (int poll = 0; poll < 20; poll++) {
      polls.add(() -> watch.observe(false));
    }
    var executor = Executors.newFixedThreadPool(polls.size());
    try {
      var schemas = new HashSet<Object>();
      for (var answer : executor.invokeAll(polls)) {
        schemas.add(answer.get().schema());
      }
      assertEquals(1, schemas.size());
    } finally {
      executor.shutdownNow();
    }
  }

  @Test
  void aMigrationThatHoldsLocksKeepsNobodyWaiting() throws SQLException {
    TestConnections.execute(database, "CREATE VIEW order_ids AS SELECT id FROM orders");
    Observation before = watch.observe(false);
    try (var migration = TestPostgres.connect(database);
        var statement = migration.createStatement()) {
      migration.setAutoCommit(false);
      statement.execute("ALTER TABLE orders ADD COLUMN total integer");
      TestConnections.execute(database, "CREATE TABLE customers (id integer)");
      clock.move(SchemaWatch.TRUST_IN_COUNTERS);

      Observation meanwhile = watch.observe(false);

      assertSame(before.schema(), meanwhile.schema());
      assertEquals(before.checkedAt(), meanwhile.checkedAt());
      migration.rollback();
    }
    clock.move(Duration.ofMillis(1));
    assertTrue(watch.observe(false).schema().table("public", "customers").isPresent());
  }
}
