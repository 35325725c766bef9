package dev.waymark.verification;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.access.MovableClock;
import dev.waymark.database.TestConnections;
import dev.waymark.database.TestPostgres;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.verification.expectation.ExpectationChoice;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.FutureTask;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A poll is cheap, and what it says is true for the moment that it names. */
class SchemaWatchTest {
  private final MovableClock clock = new MovableClock();
  private String database;
  private SchemaWatch watch;

  @BeforeEach
  void watchADatabase() throws SQLException {
    database = TestPostgres.createDatabase();
    TestConnections.execute(database, "CREATE TABLE orders (id integer)");
    watch = watching(clock);
  }

  private SchemaWatch watching(Clock clock) throws SQLException {
    var settings =
        new VerificationSettings(
            List.of("public"),
            Optional.of("public"),
            "flyway_schema_history",
            "waymark",
            ExpectationChoice.AUTO,
            List.of());
    return new SchemaWatch(
        TestConnections.pooled(database), settings, clock, CatalogReader.remembering());
  }

  @Test
  void whatDidNotChangeIsNotReadAgain() {
    Observation first = watch.observe(Freshness.RECENT);

    clock.move(Duration.ofHours(1));

    assertSame(first.schema(), watch.observe(Freshness.RECENT).schema());
  }

  @Test
  void anUnchangedSchemaIsKnownToBeTrueForTheMomentOfTheLook() {
    watch.observe(Freshness.RECENT);

    clock.move(Duration.ofHours(1));

    assertEquals(clock.instant(), watch.observe(Freshness.RECENT).checkedAt());
  }

  @Test
  void aChangeIsSeenAtTheLatestWhenCountersAreNoLongerBelieved() throws SQLException {
    watch.observe(Freshness.RECENT);
    TestConnections.execute(database, "CREATE TABLE customers (id integer)");

    clock.move(SchemaWatch.TRUST_IN_COUNTERS);

    assertTrue(watch.observe(Freshness.RECENT).schema().table("public", "customers").isPresent());
  }

  @Test
  void whatMayBeStaleSaysFromWhenItIs() throws SQLException {
    watch.observe(Freshness.RECENT);
    clock.move(Duration.ofSeconds(1));
    Instant beforeTheChange = clock.instant();
    clock.move(Duration.ofSeconds(1));
    TestConnections.execute(database, "CREATE TABLE customers (id integer)");

    Observation observation = watch.observe(Freshness.RECENT);

    boolean seen = observation.schema().table("public", "customers").isPresent();
    assertEquals(seen, observation.checkedAt().isAfter(beforeTheChange));
  }

  @Test
  void whatLetsSomethingPassKnowsOfASessionThatHasNotReportedYet() throws SQLException {
    TestConnections.execute(database, "CREATE TABLE customers (id integer)");
    watch.observe(Freshness.RECENT);
    try (var idle = TestPostgres.connect(database);
        var statement = idle.createStatement()) {
      statement.execute("DROP TABLE customers");

      Observation proven = watch.observe(Freshness.PROVEN);

      assertTrue(proven.schema().table("public", "customers").isEmpty());
      assertEquals(clock.instant(), proven.checkedAt());
    }
  }

  @Test
  void whatIsNotCommittedYetIsToldAsSoonAsItIs() throws SQLException {
    watch.observe(Freshness.RECENT);
    try (var open = TestPostgres.connect(database);
        var statement = open.createStatement()) {
      open.setAutoCommit(false);
      statement.execute("DROP TABLE orders");
      assertTrue(watch.observe(Freshness.PROVEN).schema().table("public", "orders").isPresent());

      open.commit();

      assertTrue(watch.observe(Freshness.PROVEN).schema().table("public", "orders").isEmpty());
    }
  }

  @Test
  void aClockThatIsSetBackMakesNothingOldRecent() throws SQLException {
    watch.observe(Freshness.RECENT);
    try (var idle = TestPostgres.connect(database);
        var statement = idle.createStatement()) {
      statement.execute("CREATE TABLE customers (id integer)");
      clock.move(Duration.ofHours(-1));

      Observation polled = watch.observe(Freshness.RECENT);

      assertTrue(polled.schema().table("public", "customers").isPresent());
    }
  }

  @Test
  void whatFindingsAreMadeOfIsAsNewAsWhatTheySpeakOf() {
    watch.observe(Freshness.RECENT);
    clock.move(Duration.ofSeconds(1));

    Observation proven = watch.observe(Freshness.PROVEN);

    assertEquals(clock.instant(), proven.factsAt());
  }

  @Test
  void freshReadsWhatDidNotChange() {
    Observation first = watch.observe(Freshness.RECENT);
    clock.move(Duration.ofSeconds(1));

    Observation fresh = watch.observe(Freshness.READ);

    assertEquals(clock.instant(), fresh.readAt());
    assertSame(first.schema(), fresh.schema());
    assertSame(first.facts(), fresh.facts());
  }

  /** Such as the server's own look at its start, for the first client. */
  @ParameterizedTest
  @ValueSource(booleans = {false, true})
  void freshSharesWhatIsBeingReadUnlessSomethingWasCommittedMeanwhile(boolean changes)
      throws Exception {
    var reading = new CountDownLatch(1);
    var goesOn = new CountDownLatch(1);
    watch = watching(stopping("first", reading, goesOn));
    var first = new FutureTask<>(() -> watch.observe(Freshness.RECENT));
    var fresh = new FutureTask<>(() -> watch.observe(Freshness.READ));
    new Thread(first, "first").start();
    reading.await();
    Thread second = new Thread(fresh, "second");
    second.start();
    while (second.getState() != Thread.State.TIMED_WAITING) {
      Thread.onSpinWait();
    }
    clock.move(Duration.ofSeconds(1));
    if (changes) {
      TestConnections.execute(database, "CREATE TABLE customers (id integer)");
    }
    goesOn.countDown();

    Observation answer = fresh.get();

    assertEquals(changes, first.get().readAt().isBefore(answer.readAt()));
    assertEquals(clock.instant(), answer.checkedAt());
    assertEquals(changes, answer.schema().table("public", "customers").isPresent());
  }

  /** A clock that makes a thread wait when it has read and asks how long that took. */
  private Clock stopping(String thread, CountDownLatch reading, CountDownLatch goesOn) {
    return new Clock() {
      private int asked;

      @Override
      public Instant instant() {
        if (Thread.currentThread().getName().equals(thread) && ++asked == 2) {
          reading.countDown();
          try {
            goesOn.await();
          } catch (InterruptedException exception) {
            throw new IllegalStateException(exception);
          }
        }
        return clock.instant();
      }

      @Override
      public ZoneId getZone() {
        return clock.getZone();
      }

      @Override
      public Clock withZone(ZoneId zone) {
        return clock.withZone(zone);
      }
    };
  }

  @Test
  void pollsThatComeTogetherShareOneRead() throws Exception {
    List<Callable<Observation>> polls = new ArrayList<>();
    for (int poll = 0; poll < 20; poll++) {
      polls.add(() -> watch.observe(Freshness.RECENT));
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
  void aMigrationThatHoldsLocksKeepsNoReaderWaiting() throws SQLException {
    TestConnections.execute(database, "CREATE VIEW order_ids AS SELECT id FROM orders");
    Observation before = watch.observe(Freshness.RECENT);
    try (var migration = TestPostgres.connect(database);
        var statement = migration.createStatement()) {
      migration.setAutoCommit(false);
      statement.execute("ALTER TABLE orders ADD COLUMN total integer");
      TestConnections.execute(database, "CREATE TABLE customers (id integer)");
      clock.move(SchemaWatch.TRUST_IN_COUNTERS);

      Observation meanwhile = watch.observe(Freshness.RECENT);

      assertSame(before.schema(), meanwhile.schema());
      assertEquals(before.checkedAt(), meanwhile.checkedAt());
      migration.rollback();
    }
    clock.move(Duration.ofMillis(1));
    assertTrue(watch.observe(Freshness.RECENT).schema().table("public", "customers").isPresent());
  }
}
