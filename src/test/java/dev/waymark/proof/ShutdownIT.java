package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;

import java.nio.file.Path;
import java.sql.Connection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** An orchestrator ends a replica in the middle of a run. */
@Timeout(120)
class ShutdownIT {
  /** {@code kill -15}: 128 and SIGTERM, or a clean end. */
  private static final List<Integer> ENDED = List.of(0, 143);

  @TempDir Path folder;

  private Database database;

  @BeforeEach
  void prepare() throws Exception {
    database = Database.create();
    CountedMigrations.write(
        folder,
        List.of(
            "CREATE TABLE effect (migration text NOT NULL)",
            "CREATE TABLE b (); SELECT pg_advisory_xact_lock(7)",
            "CREATE TABLE c ()"));
  }

  @Test
  void aReplicaThatHadJoinedTakesOverWhenTheGraceIsOver() throws Exception {
    try (Replica one = start("1S");
        Replica other = start("1S");
        Connection gate = gate()) {
      CompletableFuture<Answer> first = one.posting();
      untilTheRunIsAtTheGate(one);
      CompletableFuture<Answer> joined = other.posting();
      untilSomebodyJoined(other);

      one.process().terminate();

      Answer told = first.get();
      assertEquals("503 run-interrupted", told.status() + " " + told.problem(), told::toString);
      assertEquals(true, ENDED.contains(one.process().end()), one.process()::lastWords);
      gate.close();
      Answer answer = joined.get();
      assertEquals(200, answer.status(), answer::toString);
      assertNotEquals(told.text("/run/id"), answer.text("/id"));
      assertEquals(false, answer.body().at("/joined").asBoolean());
      assertAllIsDone(Map.of(told.text("/run/id"), "interrupted", answer.text("/id"), "succeeded"));
    }
  }

  @Test
  void aRunMayEndWithinTheGrace() throws Exception {
    try (Replica one = start("60s");
        Connection gate = gate()) {
      CompletableFuture<Answer> waiting = one.posting();
      untilTheRunIsAtTheGate(one);
      one.process().terminate();
      Until.holds(
          // Not waiting: until it is told to end, a caller who asks joins the run.
          () -> "shutting-down".equals(one.post("Prefer", "respond-async").problem()),
          () -> "it goes on as if it had not been asked to end\n" + one.process().lastWords());

      gate.close();

      Answer answer = waiting.get();
      assertEquals(200, answer.status(), answer::toString);
      assertEquals(3, answer.body().at("/applied").asInt());
      assertEquals(true, ENDED.contains(one.process().end()), one.process()::lastWords);
      assertAllIsDone(Map.of(answer.text("/id"), "succeeded"));
    }
  }

  private void assertAllIsDone(Map<String, String> outcomes) throws Exception {
    assertEquals(List.of("1 t", "2 t", "3 t"), database.history());
    assertEquals(CountedMigrations.effects(folder), database.effects());
    assertEquals(outcomes, database.outcomes());
  }

  private Replica start(String grace) throws Exception {
    return Replica.start(database.url(), folder, Map.of("WAYMARK_SHUTDOWN_GRACE", grace));
  }

  private Connection gate() throws Exception {
    Connection gate = database.connect("gate");
    gate.createStatement().execute("SELECT pg_advisory_lock(7)");
    return gate;
  }

  private void untilTheRunIsAtTheGate(Replica replica) throws Exception {
    untilThereIs("wait_event_type = 'Lock'", replica);
  }

  /** A process that joins asks for the lock again and again. */
  private void untilSomebodyJoined(Replica replica) throws Exception {
    untilThereIs("state = 'idle' AND query LIKE '%pg_try_advisory_lock%'", replica);
  }

  private void untilThereIs(String session, Replica replica) throws Exception {
    Until.holds(
        () ->
            !database
                .rows(
                    "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
                        + " AND pid <> pg_backend_pid() AND "
                        + session)
                .isEmpty(),
        () -> "there is no session with " + session + "\n" + replica.process().lastWords());
  }
}
