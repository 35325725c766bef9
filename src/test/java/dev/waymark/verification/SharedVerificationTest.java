package dev.waymark.verification;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.OwnSchemaConnections;
import dev.waymark.database.OwnSchemaWriter;
import dev.waymark.database.TestConnections;
import dev.waymark.database.TestPostgres;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.expectation.Expectations;
import dev.waymark.verification.expectation.RecordedSchemas;
import dev.waymark.verification.report.Report;
import dev.waymark.verification.report.VerificationStatus;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.zip.GZIPInputStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Polls share what they cost, and each gets an answer that is no older than its question. */
class SharedVerificationTest {
  private static final Optional<ExpectationChoice> CONFIGURED = Optional.empty();

  // What was handed over to be executed: each is one verification.
  private final Queue<Runnable> handedOver = new ArrayDeque<>();
  private String database;
  private Verifier verifier;
  private SharedVerification shared;
  private SharedVerification impatient;

  @BeforeEach
  void verifyADatabase() throws SQLException {
    database = TestPostgres.createDatabase();
    TestConnections.execute(database, "CREATE TABLE orders (id integer)");
    verifier = another();
    shared = sharing(verifier, Duration.ofMinutes(5));
    impatient = sharing(verifier, Duration.ofMillis(1));
  }

  private Verifier another() throws SQLException {
    var pooled = TestConnections.pooled(database);
    var settings =
        new VerificationSettings(
            List.of("public"),
            Optional.of("public"),
            "flyway_schema_history",
            "waymark",
            ExpectationChoice.RECORDED,
            List.of());
    var expectations =
        new Expectations(
            pooled,
            TestConnections.direct(database),
            new OwnSchemaConnections(pooled, connection -> {}),
            new OwnSchemaWriter(TestConnections.direct(database), connection -> {}),
            new RecordedSchemas("waymark"),
            live -> {
              throw new AssertionError("The migrations are not asked for here");
            },
            Optional.empty(),
            Duration.ofMinutes(1),
            Clock.systemUTC(),
            Optional.empty(),
            Optional.empty());
    return new Verifier(
        pooled,
        expectations,
        settings,
        Clock.systemUTC(),
        VerificationListener.NONE,
        CatalogReader.remembering());
  }

  private SharedVerification sharing(Verifier verifier, Duration longestWait) {
    return new SharedVerification(verifier, handedOver::add, longestWait);
  }

  @Test
  void aCallerThatAsksWhileOneIsGoingOnSharesTheNext() {
    var first = verification();
    var second = verification();
    var third = verification();

    handedOver.remove().run();
    assertTrue(first.isDone());
    assertFalse(second.isDone());
    handedOver.remove().run();

    assertSame(second.join(), third.join());
    assertNotSame(first.join(), second.join());
    assertTrue(handedOver.isEmpty());
  }

  @Test
  void aCallerThatLeavesTakesNoOtherAlong() {
    var leaves = verification();
    var stays = verification();
    var staysToo = verification();

    leaves.cancel(true);
    stays.cancel(true);
    handedOver.remove().run();
    handedOver.remove().run();

    assertEquals(VerificationStatus.UNVERIFIED, staysToo.join().verification().status());
  }

  @Test
  void noCallerJoinsForEverWhatIsStuck() {
    var stuck = impatient.verify(CONFIGURED, Freshness.PROVEN).toCompletableFuture();
    DatabaseException told =
        assertInstanceOf(
            DatabaseException.class,
            assertThrows(CompletionException.class, stuck::join).getCause());

    var next = impatient.verify(CONFIGURED, Freshness.PROVEN);

    assertEquals(ConnectionFailure.UNREACHABLE, told.failure());
    assertEquals(2, handedOver.size());
    assertFalse(next.toCompletableFuture().isCancelled());
  }

  @Test
  void aGateThatLetsSomethingPassDoesNotGetWhatOnlySeemsTrue() {
    var poll = verification();
    var gate = shared.verify(CONFIGURED, Freshness.PROVEN).toCompletableFuture();

    handedOver.remove().run();

    assertTrue(poll.isDone());
    assertFalse(gate.isDone());
  }

  @Test
  void aCallerThatAsksAloneIsNotKeptWaiting() {
    for (int poll = 0; poll < 3; poll++) {
      var report = verification();

      handedOver.remove().run();

      assertTrue(report.isDone());
    }
  }

  @Test
  void aFailureIsToldAndNotKept() throws SQLException {
    TestConnections.execute("postgres", "ALTER DATABASE " + database + " ALLOW_CONNECTIONS false");
    var refused = verification();
    handedOver.remove().run();
    assertInstanceOf(
        DatabaseException.class, assertThrows(CompletionException.class, refused::join).getCause());

    TestConnections.execute("postgres", "ALTER DATABASE " + database + " ALLOW_CONNECTIONS true");
    var report = verification();
    handedOver.remove().run();

    assertEquals(VerificationStatus.UNVERIFIED, report.join().verification().status());
  }

  @Test
  void theJsonIsTheReportsAlsoWhenItIsFoundTrueAgain() throws Exception {
    TestConnections.execute(
        database, "CREATE TYPE \"\"\"checkedAt\"\":\"\"\" AS ENUM ('\"checkedAt\":\"x')");
    var first = verification();
    handedOver.remove().run();
    Report again = first.join().checkedAt(Instant.parse("2026-01-01T00:00:00.000001Z"));

    Report readAgain = verifier.verify(CONFIGURED, true);

    for (Report report : List.of(first.join(), again, readAgain)) {
      JsonNode json = new ObjectMapper().readTree(report.json().bytes());

      assertEquals(report.verification().checkedAt().toString(), json.path("checkedAt").asText());
      assertEquals(report.verification().readAt().toString(), json.path("readAt").asText());
      assertEquals(report.verification().durationMs(), json.path("durationMs").asLong());
      assertArrayEquals(report.json().bytes(), unpacked(report.json().gzipped()));
      assertEquals(first.join().json().entityTag(), report.json().entityTag());
      assertEquals("\"checkedAt\":\"", json.at("/enums/0/name").asText());
      assertEquals(report.verification().fingerprint(), json.path("fingerprint").asText());
    }
  }

  @Test
  void aReportThatIsReadAgainSaysWhatOneSaysThatKnowsNothing() throws Exception {
    Report first = verifier.verify(CONFIGURED, true);

    Report again = verifier.verify(CONFIGURED, true);
    assertTrue(again.verification().readAt().isAfter(first.verification().readAt()));
    assertEquals(first.verification().objects(), again.verification().objects());

    TestConnections.execute(database, "ALTER TABLE orders ADD name varchar(10)");
    Report changed = verifier.verify(CONFIGURED, true);
    assertNotEquals(first.json().tag(), changed.json().tag());
    assertEquals(another().verify(CONFIGURED, true).json().tag(), changed.json().tag());
  }

  private static byte[] unpacked(byte[] compressed) throws IOException {
    try (var unpacked = new GZIPInputStream(new ByteArrayInputStream(compressed))) {
      return unpacked.readAllBytes();
    }
  }

  private CompletableFuture<Report> verification() {
    return shared.verify(CONFIGURED, Freshness.RECENT).toCompletableFuture();
  }
}
