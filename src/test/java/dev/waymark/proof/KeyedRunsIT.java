package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A pipeline that asks again with its key, and one that does not want to wait. */
@Timeout(180)
class KeyedRunsIT {
  private static final String KEY = "Idempotency-Key";
  private static final String BUILD = "build-4711";
  private static final String LATEST = "/migrations/runs?limit=1";

  @TempDir Path older;
  @TempDir Path newer;

  private Database database;
  private Replica one;
  private Replica other;

  @BeforeEach
  void start() throws Exception {
    database = Database.create();
    Files.writeString(
        older.resolve("V1__a.sql"), "SELECT pg_advisory_xact_lock(7); CREATE TABLE a ();");
    Files.copy(older.resolve("V1__a.sql"), newer.resolve("V1__a.sql"));
    one = Replica.launch(database.url(), older, Map.of());
    other = Replica.launch(database.url(), newer, Map.of());
    one.untilItAnswers();
    other.untilItAnswers();
  }

  @AfterEach
  void end() {
    one.close();
    other.close();
  }

  @Test
  void theSameKeyGoesOnAtOnceWhenTheReplicaIsKilled() throws Exception {
    String cut;
    try (Connection gate = gate()) {
      one.posting(KEY, BUILD);
      untilSomebodyWaitsAtTheGate();
      cut = other.get(LATEST).text("/runs/0/id");
      one.process().kill();
    }

    CompletableFuture<Answer> again = other.posting(KEY, BUILD);
    CompletableFuture<Answer> andAgain = other.posting(KEY, BUILD);

    assertEquals(200, again.get().status(), again.get()::toString);
    assertEquals(200, andAgain.get().status(), andAgain.get()::toString);
    assertNotEquals(cut, again.get().text("/id"));
    assertEquals(again.get().text("/id"), andAgain.get().text("/id"));
    Answer first = other.get("/migrations/runs/" + cut);
    assertEquals("interrupted", first.text("/outcome"));
    assertEquals(again.get().text("/id"), first.text("/continuedBy"));
    assertEquals(2, database.outcomes().size());
    assertEquals("true", other.post(KEY, BUILD).text("/replayed"));
  }

  @Test
  void aClientThatDoesNotWantToWaitIsAnsweredWhileOtherScriptsRun() throws Exception {
    Files.writeString(newer.resolve("V2__b.sql"), "CREATE TABLE b ();");
    String waiting;
    try (Connection gate = gate()) {
      one.posting();
      untilSomebodyWaitsAtTheGate();

      Answer async = other.post("Prefer", "respond-async", KEY, BUILD);
      Answer impatient = other.post("Prefer", "wait=1", KEY, BUILD);

      assertEquals(202, async.status(), async::toString);
      assertEquals("waiting", async.text("/state"));
      waiting = async.header("Location");
      assertEquals(202, impatient.status(), impatient::toString);
      assertEquals(waiting, impatient.header("Location"));
      assertEquals("waiting", one.get(waiting).text("/state"));
    }
    assertTrue(other.post(KEY, BUILD).text("/id").length() > 0);
    Answer ended = one.get(waiting);
    assertEquals("succeeded", ended.text("/outcome"), ended::toString);
    assertEquals(waiting, "/migrations/runs/" + ended.text("/id"));
    assertEquals(List.of("1 t", "2 t"), database.history());
  }

  /** A lock that the script waits for until it is closed. */
  private Connection gate() throws Exception {
    Connection gate = database.connect("gate");
    gate.createStatement().execute("SELECT pg_advisory_lock(7)");
    return gate;
  }

  private void untilSomebodyWaitsAtTheGate() throws Exception {
    Until.holds(
        () ->
            !database
                .rows(
                    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND wait_event_type = 'Lock'")
                .isEmpty(),
        () -> "no session waits\n" + one.process().lastWords());
  }
}
