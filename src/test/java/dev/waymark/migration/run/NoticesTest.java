package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.database.TestPostgres;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.store.RunJson;
import dev.waymark.settings.TimeText;
import dev.waymark.verification.Freshness;
import dev.waymark.verification.report.VerificationStatus;
import dev.waymark.webhook.Receiver;
import dev.waymark.webhook.Receiver.Received;
import dev.waymark.webhook.WebhooksFile;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What webhooks are notified of, by one process and by several. */
@Timeout(120)
class NoticesTest extends MigrationTesting {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(100);

  @TempDir Path configuration;

  private Receiver receiver;

  @BeforeEach
  void listen() throws Exception {
    receiver = new Receiver();
    given("V1__a.sql", "CREATE TABLE a (id int);");
    notifying("secret: " + Receiver.SECRET);
  }

  @AfterEach
  void close() {
    receiver.close();
  }

  @Test
  void theEndOfARunIsNewsAndNothingPendingIsNot() throws Exception {
    OneProcess process = process();

    Run run = process.runner().run(RunRequest.LATEST);
    process.runner().run(RunRequest.LATEST);
    process.webhooks().close(LONG_ENOUGH);

    Received received = receiver.next().signedWith(Receiver.SECRET);
    assertEquals("run.ended", received.type());
    assertEquals(run.finishedAt().toString(), received.json().path("timestamp").asText());
    assertEquals(database, received.json().at("/data/database").asText());
    assertEquals(json(run), received.json().at("/data/run"));
    assertEquals(0, receiver.unread());
  }

  @Test
  void aRunEndsWhileItsReceiverSaysNothing() throws Exception {
    receiver.hold();
    OneProcess process = process();

    process.runner().run(RunRequest.LATEST);
    receiver.next();
    given("V2__b.sql", "CREATE TABLE b (id int);");
    Run second = process.runner().run(RunRequest.LATEST);

    assertEquals(Outcome.SUCCEEDED, second.outcome());
    assertEquals(0, process.webhooks().counts().delivered());
    receiver.release();
    process.webhooks().close(LONG_ENOUGH);
    assertEquals("2", receiver.next().json().at("/data/run/toVersion").asText());
  }

  @Test
  void aFailureIsATextForPeopleWithItsLine() throws Exception {
    notifying("format: slack\n  outcomes: [failed]\n  environment: production");
    OneProcess process = process();
    process.runner().run(RunRequest.LATEST);
    given("V2__<b>.sql", "CREATE TABLE b ();", "CREATE TABLE a ();");

    refusedBy(process);
    process.webhooks().close(LONG_ENOUGH);

    List<String> lines = receiver.next().json().path("text").asText().lines().toList();
    assertEquals(
        "production, %s: the run failed, 0 migrations applied, at version 1".formatted(database),
        lines.get(0));
    assertEquals("V2__&lt;b&gt;.sql, line 2: relation \"a\" already exists", lines.get(1));
    assertEquals(0, receiver.unread());
  }

  @Test
  void aRunThatIsBlockedForLongIsNewsOnceWhateverTriesItTakes() throws Exception {
    notifying("secret: %s\n  blockedFor: 700ms".formatted(Receiver.SECRET));
    limits = new RunLimits(Duration.ofMillis(600), Duration.ZERO, 1_000, Duration.ZERO);
    OneProcess process = process();
    process.runner().run(RunRequest.LATEST);
    receiver.next();
    given("V2__b.sql", "CREATE TABLE b ();", "ALTER TABLE a ADD COLUMN b int;");

    CompletableFuture<Run> run;
    Received blocked;
    try (var blocker = TestPostgres.connect(database)) {
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("INSERT INTO a VALUES (1)");
      run = CompletableFuture.supplyAsync(() -> process.runner().run(RunRequest.LATEST));
      blocked = receiver.next().signedWith(Receiver.SECRET);
    }
    assertEquals(Outcome.SUCCEEDED, run.join().outcome());
    process.webhooks().close(LONG_ENOUGH);

    assertEquals("run.blocked", blocked.type());
    JsonNode data = blocked.json().path("data");
    assertTrue(data.path("blockedMs").asLong() >= 700, data::toString);
    assertEquals("running", data.at("/run/state").asText());
    assertEquals("V2__b.sql", data.at("/run/progress/script").asText());
    assertEquals("INSERT INTO a VALUES (1)", data.at("/run/blockedBy/0/query").asText());
    assertEquals("run.ended", receiver.next().type());
    assertEquals(0, receiver.unread());
  }

  @Test
  void aShortWaitIsNoNews() throws Exception {
    notifying("secret: %s\n  events: [run.blocked]\n  blockedFor: 10m".formatted(Receiver.SECRET));
    OneProcess process = process();
    process.runner().run(RunRequest.LATEST);
    given("V2__b.sql", "ALTER TABLE a ADD COLUMN b int;");

    CompletableFuture<Run> run;
    try (var blocker = TestPostgres.connect(database)) {
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("INSERT INTO a VALUES (1)");
      run = CompletableFuture.supplyAsync(() -> process.runner().run(RunRequest.LATEST));
      while (query("SELECT 1 FROM pg_locks WHERE NOT granted").isEmpty()) {
        Thread.onSpinWait();
      }
    }
    run.join();
    process.webhooks().close(LONG_ENOUGH);

    assertEquals(0, receiver.unread());
  }

  @Test
  void ofManyReplicasThatSeeADriftOneSaysItAndOneThatItIsGone() throws Exception {
    notifying("secret: %s\n  events: [drift.found, drift.gone]".formatted(Receiver.SECRET));
    List<OneProcess> replicas = new ArrayList<>();
    for (int number = 0; number < 10; number++) {
      replicas.add(process());
    }
    replicas.get(0).runner().run(RunRequest.LATEST);
    verify(replicas);

    givenInDatabase("ALTER TABLE a ADD COLUMN drifted int");
    verify(replicas);
    Received found = receiver.next().signedWith(Receiver.SECRET);
    givenInDatabase("CREATE TABLE odd ()");
    verify(replicas);
    Received more = receiver.next();
    givenInDatabase("ALTER TABLE a DROP COLUMN drifted");
    verify(replicas);
    // A process that starts later says nothing again.
    replicas.add(process());
    verify(replicas);
    givenInDatabase("DROP TABLE odd");
    verify(replicas);
    Received gone = receiver.next();
    for (OneProcess replica : replicas) {
      replica.webhooks().close(LONG_ENOUGH);
    }

    assertEquals("drift.found", found.type());
    assertEquals("drifted", found.json().at("/data/verification/status").asText());
    assertEquals("recorded", found.json().at("/data/expectation").asText());
    assertEquals(
        "{\"kind\":\"tables\",\"namespace\":\"public\",\"name\":\"a\",\"state\":\"different\"}",
        without(found.json().at("/data/objects/0"), "since", "attributes").toString());
    assertEquals("drift.found", more.type());
    assertEquals(2, more.json().at("/data/objects").size());
    assertEquals("drift.gone", gone.type());
    assertEquals("verified", gone.json().at("/data/verification/status").asText());
    assertEquals(0, receiver.unread());
  }

  @Test
  void whatARunFindsAtItsEndIsSaidByIt() throws Exception {
    notifying("secret: %s\n  events: [drift.found]".formatted(Receiver.SECRET));
    process().runner().run(RunRequest.LATEST);
    givenInDatabase("CREATE TABLE odd ()");
    given("V2__b.sql", "CREATE TABLE b (id int);");
    OneProcess command = process();

    Run run = command.runner().run(RunRequest.LATEST);
    command.webhooks().close(LONG_ENOUGH);

    assertEquals(VerificationStatus.DRIFTED, run.verification().status());
    assertEquals("odd", receiver.next().json().at("/data/objects/0/name").asText());
    assertEquals(0, receiver.unread());
  }

  /**
   * What the run has made is not recorded yet, and to a process that looks meanwhile it is drift.
   */
  @Test
  void whatIsSeenBesideARunIsNotSaid() throws Exception {
    notifying("secret: %s\n  events: [drift.found]".formatted(Receiver.SECRET));
    OneProcess process = process();
    process.runner().run(RunRequest.LATEST);
    OneProcess other = process();
    other.verifier().verify(Optional.empty(), Freshness.READ);
    given("V2__b.sql", "CREATE TABLE b (id int);");
    given("V3__c.sql", "SELECT pg_advisory_lock(42);");

    CompletableFuture<Run> run;
    try (var gate = TestPostgres.connect(database)) {
      gate.createStatement().execute("SELECT pg_advisory_lock(42)");
      run = CompletableFuture.supplyAsync(() -> process.runner().run(RunRequest.LATEST));
      while (query("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND NOT granted")
          .isEmpty()) {
        Thread.onSpinWait();
      }
      VerificationStatus meanwhile =
          other.verifier().verify(Optional.empty(), Freshness.READ).verification().status();
      assertEquals(VerificationStatus.DRIFTED, meanwhile);
      other.webhooks().close(LONG_ENOUGH);
    }
    run.join();
    process.webhooks().close(LONG_ENOUGH);

    assertEquals(0, receiver.unread());
  }

  /** A process that may not write remembers for itself. */
  @Test
  void aProcessThatMayOnlyReadSaysItOnceItself() throws Exception {
    notifying("secret: %s\n  events: [drift.found, drift.gone]".formatted(Receiver.SECRET));
    process().runner().run(RunRequest.LATEST);
    user =
        givenRole(
            "GRANT USAGE ON SCHEMA waymark TO %s",
            "GRANT SELECT ON ALL TABLES IN SCHEMA waymark TO %s");
    OneProcess reader = process();

    givenInDatabase("CREATE TABLE odd ()");
    verify(List.of(reader));
    assertEquals("drift.found", receiver.next().type());
    verify(List.of(reader));
    givenInDatabase("DROP TABLE odd");
    verify(List.of(reader));
    reader.webhooks().close(LONG_ENOUGH);

    assertEquals("drift.gone", receiver.next().type());
    assertEquals(0, receiver.unread());
    assertFalse(query("SELECT 1 FROM waymark.said_drift").isEmpty());
  }

  private static void verify(List<OneProcess> replicas) {
    replicas.parallelStream()
        .forEach(replica -> replica.verifier().verify(Optional.empty(), Freshness.READ));
  }

  private static void refusedBy(OneProcess process) {
    try {
      process.runner().run(RunRequest.LATEST);
    } catch (MigrationException failed) {
      return;
    }
    throw new AssertionError("The run succeeded");
  }

  private static JsonNode json(Run run) throws Exception {
    return RunJson.mapper().readTree(RunJson.mapper().writeValueAsString(run));
  }

  private static JsonNode without(JsonNode object, String... fields) {
    return ((com.fasterxml.jackson.databind.node.ObjectNode) object.deepCopy())
        .without(List.of(fields));
  }

  private void notifying(String fields) throws Exception {
    Path file =
        Files.writeString(
            configuration.resolve("webhooks.yaml"),
            "webhooks:\n- name: team\n  url: %s\n  %s\n".formatted(receiver.url(), fields));
    webhooks = Optional.of(WebhooksFile.open(file, Clock.systemUTC(), TimeText::parse));
  }
}
