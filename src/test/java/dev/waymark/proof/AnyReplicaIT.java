package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.contracts.Contracts;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A run of one replica, and another replica that is asked about it. */
@Timeout(120)
class AnyReplicaIT {
  private static final String RESPOND_ASYNC = "respond-async";

  /** A process that joined a run asks again and again whether it is over. */
  private static final String ASKS_FOR_THE_LOCK =
      "SELECT 1 FROM pg_stat_activity WHERE datname = current_database() AND state = 'idle'"
          + " AND query LIKE '%pg_try_advisory_lock%'";

  @TempDir static Path folder;

  private static Database database;
  private static Replica one;
  private static Replica other;

  @BeforeAll
  static void startBoth() throws Exception {
    database = Database.create();
    Map<String, String> settings =
        Map.of("WAYMARK_LOCK_TIMEOUT", "1S", "WAYMARK_SHUTDOWN_GRACE", "1S");
    one = Replica.launch(database.url(), folder, settings);
    other = Replica.launch(database.url(), folder, settings);
    one.untilItAnswers();
    other.untilItAnswers();
  }

  @AfterAll
  static void endBoth() {
    one.close();
    other.close();
  }

  @BeforeEach
  void startEmpty() throws Exception {
    database.execute("DROP SCHEMA IF EXISTS public, waymark CASCADE; CREATE SCHEMA public");
    try (var scripts = Files.list(folder)) {
      for (Path script : scripts.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(script);
      }
    }
  }

  @Test
  void aRunIsCancelledByAnyReplica() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ()");
    given("V2__b.sql", "CREATE TABLE b (); SELECT pg_sleep(600)");
    given("V3__c.sql", "CREATE TABLE c ()");
    CompletableFuture<Answer> waiting = one.posting();
    String run = running("V2__b.sql");

    Answer cancelled = other.delete("/migrations/runs/" + run);

    assertEquals(202, cancelled.status(), cancelled::toString);
    assertEquals("/migrations/runs/" + run, cancelled.header("Location"));
    Answer told = waiting.get();
    assertEquals("409 run-cancelled", told.status() + " " + told.problem());
    Answer ended = other.get("/migrations/runs/" + run);
    Contracts.assertMatches("Run", ended.response().body());
    assertEquals("cancelled", ended.text("/outcome"));
    assertEquals("1", ended.text("/toVersion"));
    assertEquals("success failed pending", states(ended.body()));
    assertEquals(List.of("a"), tables());
    Answer again = other.delete("/migrations/runs/" + run);
    assertEquals("409 run-ended", again.status() + " " + again.problem());
  }

  @Test
  void aReplicaThatHadJoinedTakesOverWhenTheConnectionIsCut() throws Exception {
    try (Connection gate = gate()) {
      given("V1__a.sql", "CREATE TABLE a (); SELECT pg_advisory_xact_lock(7)");
      CompletableFuture<Answer> first = one.posting();
      String run = running("V1__a.sql");
      CompletableFuture<Answer> joined = other.posting();
      Until.holds(
          () -> !database.rows(ASKS_FOR_THE_LOCK).isEmpty(), () -> "the other one did not join");

      database.execute(
          "SELECT pg_terminate_backend(backend_pid) FROM waymark.run WHERE id = '%s'"
              .formatted(run));

      Answer told = first.get();
      assertEquals("503 run-interrupted", told.status() + " " + told.problem(), told::toString);
      assertEquals("interrupted", other.get("/migrations/runs/" + run).text("/outcome"));
      gate.close();
      Answer next = joined.get();
      assertEquals(200, next.status(), next::toString);
      assertEquals(1, next.body().at("/applied").asInt());
      assertNotEquals(run, next.text("/id"));
      assertEquals(List.of("a"), tables());
    }
  }

  @Test
  void aRunGoesOnWhenItsCallerHangsUp() throws Exception {
    try (Connection gate = gate()) {
      given("V1__a.sql", "SELECT pg_advisory_xact_lock(7); CREATE TABLE a ()");
      try (Socket caller = one.connect()) {
        String request =
            "POST /migrations HTTP/1.1\r\nHost: localhost\r\nContent-Length: 0\r\n\r\n";
        caller.getOutputStream().write(request.getBytes(StandardCharsets.US_ASCII));
        running("V1__a.sql");
      }
      gate.close();
    }

    assertEquals("succeeded", ended(other).path("outcome").asText());
    assertEquals(List.of("a"), tables());
  }

  @Test
  void aClientThatPrefersNotToWaitIsToldWhereTheRunIs() throws Exception {
    try (Connection gate = gate()) {
      given("V1__a.sql", "SELECT pg_advisory_xact_lock(7); CREATE TABLE a ()");
      Answer async = one.post("Prefer", RESPOND_ASYNC);
      assertEquals(202, async.status(), async::toString);
      assertEquals("respond-async", async.header("Preference-Applied"));
      assertEquals("running", async.text("/state"));
      String run = async.header("Location");
      assertEquals("running", other.get(run).text("/state"));

      Answer impatient = other.post("Prefer", "wait=1");

      assertEquals(202, impatient.status(), impatient::toString);
      assertEquals("wait=1", impatient.header("Preference-Applied"));
      assertEquals(run, impatient.header("Location"));
    }
    Answer patient = other.post("Prefer", "wait=60");
    assertEquals(200, patient.status(), patient::toString);
    assertEquals("wait=60", patient.header("Preference-Applied"));
  }

  @Test
  void theSameKeyFindsTheSameRunAtAnyReplica() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ()");
    Answer first = one.post("Idempotency-Key", "deploy-1");
    given("V2__b.sql", "CREATE TABLE b ()");

    Answer same = other.post("Idempotency-Key", "deploy-1");
    Answer otherBody = other.postingJson("{\"target\":\"1\"}", "Idempotency-Key", "deploy-1").get();

    assertEquals(200, same.status(), same::toString);
    assertEquals(first.text("/id"), same.text("/id"));
    assertEquals("true", same.text("/replayed"));
    assertEquals("422 idempotency-key-reused", otherBody.status() + " " + otherBody.problem());
    assertEquals(List.of("a"), tables());
    assertEquals(1, other.post().body().at("/applied").asInt());
  }

  @Test
  void anyReplicaTellsWhatHappenedFromAnyPlaceOn() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ()");
    given("V2__b.sql", "CREATE TABLE b (); INSERT INTO b DEFAULT VALUES");
    String run = one.post().text("/id");

    List<String> mine = events(one, run);
    List<String> theirs = events(other, run);
    List<String> rest = events(other, run, "Last-Event-ID", "3");
    Answer nothingMore =
        other.get(
            "/migrations/runs/" + run + "/events", "Last-Event-ID", Integer.toString(mine.size()));

    assertEquals(mine, theirs);
    assertEquals("1 run-started", mine.get(0));
    assertTrue(mine.get(mine.size() - 1).endsWith(" run-ended"), mine::toString);
    assertEquals(
        List.of("migration-applied", "migration-applied"),
        mine.stream()
            .map(event -> event.split(" ")[1])
            .filter("migration-applied"::equals)
            .toList());
    assertEquals(mine.subList(3, mine.size()), rest);
    assertEquals(204, nothingMore.status(), nothingMore::toString);
  }

  @Test
  void eventsAreToldWhileTheyHappenAndEndWithTheRun() throws Exception {
    CompletableFuture<Answer> stream;
    try (Connection gate = gate()) {
      given("V1__a.sql", "SELECT pg_advisory_xact_lock(7); CREATE TABLE a ()");
      String run = one.post("Prefer", RESPOND_ASYNC).text("/id");
      running("V1__a.sql");
      stream = other.getting("/migrations/runs/" + run + "/events");
    }

    List<String> events = events(stream.get());

    assertTrue(events.get(events.size() - 1).endsWith(" run-ended"), events::toString);
    assertEquals(
        IntStream.rangeClosed(1, events.size()).boxed().toList(),
        events.stream().map(event -> Integer.valueOf(event.split(" ")[0])).toList());
  }

  @Test
  void allRunsAreListedPageByPage() throws Exception {
    List<String> runs = new ArrayList<>();
    for (int version = 1; version <= 5; version++) {
      given("V%d__a.sql".formatted(version), "CREATE TABLE t%d ()".formatted(version));
      runs.add(0, (version % 2 == 0 ? one : other).post().text("/id"));
    }

    List<String> listed = new ArrayList<>();
    String page = "/migrations/runs?limit=2";
    int pages = 0;
    while (!page.isEmpty()) {
      Answer answer = other.get(page);
      assertEquals(200, answer.status(), answer::toString);
      answer.body().at("/runs").forEach(run -> listed.add(run.get("id").asText()));
      page = answer.header("Link").replaceFirst("^<(.*)>; rel=\"next\"$", "$1");
      pages++;
    }

    assertEquals(runs, listed);
    assertEquals(3, pages);
  }

  @Test
  void noReplicaKnowsARunThatNeverWas() throws Exception {
    for (String id : List.of(UUID.randomUUID().toString(), "nonsense")) {
      String path = "/migrations/runs/" + id;
      List<Answer> answers = List.of(one.get(path), one.get(path + "/events"), one.delete(path));
      answers.forEach(
          answer -> assertEquals("404 not-found", answer.status() + " " + answer.problem()));
    }
  }

  @Test
  void aReplicaThatMayNotKeepRunsInTheDatabaseListsItsOwn() throws Exception {
    String role = database.name() + "_role";
    database.execute("CREATE ROLE %1$s LOGIN; GRANT ALL ON SCHEMA public TO %1$s".formatted(role));
    given("V1__a.sql", "CREATE TABLE a ()");
    String url = database.url().replace("postgres:postgres@", role + "@");
    try (Replica limited = Replica.start(url, folder, Map.of())) {
      Answer run = limited.post();

      assertEquals(200, run.status(), run::toString);
      Answer runs = limited.get("/migrations/runs");
      assertEquals(run.text("/id"), runs.text("/runs/0/id"));
      assertEquals(
          "succeeded", limited.get("/migrations/runs/" + run.text("/id")).text("/outcome"));
      assertEquals(
          "404 not-found",
          other.get("/migrations/runs/" + run.text("/id")).status()
              + " "
              + other.get("/migrations/runs/" + run.text("/id")).problem());
      assertEquals(
          List.of(), database.rows("SELECT 1 FROM pg_namespace WHERE nspname = 'waymark'"));
    }
  }

  @Test
  void aSessionThatBlocksARunIsNamedUntilItGoes() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int)");
    one.post();
    given("V2__b.sql", "ALTER TABLE a ADD COLUMN b int");
    CompletableFuture<Answer> waiting;
    try (Connection blocker = database.connect("a forgotten session")) {
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("LOCK TABLE a IN ACCESS SHARE MODE");
      waiting = one.posting();
      String run = running("V2__b.sql");

      JsonNode blockedBy =
          Until.seen(
              () -> {
                Answer seen = other.get("/migrations/runs/" + run);
                return Optional.of(seen.body().at("/blockedBy"))
                    .filter(
                        blockers ->
                            !blockers.isMissingNode() && seen.body().at("/retries").asInt() > 0);
              },
              () -> "no answer says who blocks");

      assertEquals(1, blockedBy.size());
      assertEquals("a forgotten session", blockedBy.at("/0/application").asText());
      assertEquals("LOCK TABLE a IN ACCESS SHARE MODE", blockedBy.at("/0/query").asText());
      assertEquals("idle in transaction", blockedBy.at("/0/state").asText());
      assertTrue(blockedBy.at("/0/pid").asInt() > 0);
      assertFalse(waiting.isDone());
    }

    Answer ended = waiting.get();

    assertEquals(200, ended.status(), ended::toString);
    assertTrue(ended.body().at("/blockedBy").isMissingNode(), ended::toString);
    List<String> events = events(other, ended.text("/id"));
    assertTrue(
        events.stream().anyMatch(event -> event.endsWith(" lock-timeout-retry")), events::toString);
    assertTrue(events.stream().anyMatch(event -> event.endsWith(" blocked")), events::toString);
  }

  private static void given(String script, String sql) throws IOException {
    // As a whole: a replica may be reading the folder.
    Path file = Files.writeString(Files.createTempFile("script", ".sql"), sql + ";\n");
    Files.move(file, folder.resolve(script));
  }

  /** A lock that scripts wait for until it is closed. */
  private static Connection gate() throws Exception {
    Connection gate = database.connect("gate");
    gate.createStatement().execute("SELECT pg_advisory_lock(7)");
    return gate;
  }

  /** Waits until the script is being run; returns the run's id. */
  private static String running(String script) throws Exception {
    return Until.seen(
        () -> {
          Answer runs = other.get("/migrations/runs?limit=1");
          JsonNode run = runs.body().at("/runs/0");
          return Optional.of(run.path("id").asText())
              .filter(id -> run.at("/progress/script").asText().equals(script));
        },
        () -> script + " was not run\n" + one.process().lastWords());
  }

  /** Waits for the end of the newest run. */
  private static JsonNode ended(Replica replica) throws Exception {
    return Until.seen(
        () ->
            Optional.of(replica.get("/migrations/runs?limit=1").body().at("/runs/0"))
                .filter(run -> run.path("state").asText().equals("ended")),
        () -> "the run did not end");
  }

  private static List<String> events(Replica replica, String run, String... headers)
      throws Exception {
    return events(replica.get("/migrations/runs/" + run + "/events", headers));
  }

  /** Each event's number and type. */
  private static List<String> events(Answer stream) {
    assertEquals(200, stream.status(), stream::toString);
    List<String> events = new ArrayList<>();
    for (String block : stream.response().body().split("\n\n")) {
      List<String> lines =
          block.lines().filter(line -> line.matches("(id|event|data):.*")).toList();
      if (!lines.isEmpty()) {
        events.add(field(lines, "id") + " " + field(lines, "event"));
        JsonNode data = Answer.parse(field(lines, "data"));
        assertEquals(field(lines, "id"), data.get("sequence").asText());
        assertEquals(field(lines, "event"), data.get("type").asText());
      }
    }
    return events;
  }

  private static String field(List<String> lines, String name) {
    return lines.stream()
        .filter(line -> line.startsWith(name + ":"))
        .map(line -> line.substring(name.length() + 1).strip())
        .reduce("", (all, line) -> all + line);
  }

  private static String states(JsonNode run) {
    List<String> states = new ArrayList<>();
    run.at("/migrations").forEach(migration -> states.add(migration.get("state").asText()));
    return String.join(" ", states);
  }

  private static List<String> tables() throws Exception {
    return database.rows(
        "SELECT tablename FROM pg_tables WHERE schemaname = 'public'"
            + " AND tablename <> 'flyway_schema_history' ORDER BY 1");
  }
}
