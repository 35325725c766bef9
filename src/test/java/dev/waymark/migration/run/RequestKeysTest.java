package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.MigrationException.Cancelled;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.Interrupted;
import dev.waymark.migration.MigrationException.LockNotAvailable;
import dev.waymark.migration.MigrationException.Refused;
import dev.waymark.migration.MigrationException.TargetUnknown;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.Run.State;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.status.RunReader;
import java.sql.Connection;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a client's key stands for, and the id that a client gets whose turn has not come. */
@Timeout(180)
class RequestKeysTest extends MigrationTesting {
  private static final String WAIT = "SELECT pg_advisory_xact_lock(7);";
  private static final String KEY = "build-4711";

  private Connection gate;

  @BeforeEach
  void shutTheGate() throws Exception {
    gate = TestPostgres.connect(database);
    try (var statement = gate.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(7)");
    }
  }

  @AfterEach
  void openTheGate() throws Exception {
    gate.close();
  }

  @Test
  void aKeyWhoseRunWasCutOffGoesOnAtAnyReplicaAndIsOneAttemptForAll() throws Exception {
    given("V1__a.sql", WAIT, "CREATE TABLE a ();");
    Ticket cut = submit(new Process(), KEY);
    untilSomebodyWaitsAtTheGate();
    query("SELECT pg_terminate_backend(backend_pid) FROM waymark.run");
    assertInstanceOf(Interrupted.class, problem(cut));
    gate.close();
    Process one = new Process();
    Process other = new Process();

    Ticket again = submit(one, KEY);
    Ticket andAgain = submit(other, KEY);

    String attempt = again.end().join().id();
    assertNotEquals(cut.id(), attempt);
    assertEquals(attempt, andAgain.end().join().id());
    assertEquals(List.of("interrupted", "succeeded"), outcomes());
    Run first = one.runs.find(cut.id());
    assertEquals(Outcome.INTERRUPTED, first.outcome());
    assertEquals(attempt, first.continuedBy());
    assertEquals(true, submit(other, KEY).end().join().replayed());
  }

  @Test
  void aClientThatFollowsARunByItsKeyGoesOnWhenThatIsCutOff() throws Exception {
    given("V1__a.sql", WAIT, "CREATE TABLE a ();");
    Ticket first = submit(new Process(), KEY);
    untilSomebodyWaitsAtTheGate();
    Ticket following = submit(new Process(), KEY);
    assertEquals(first.id(), following.id());

    query("SELECT pg_terminate_backend(backend_pid) FROM waymark.run");
    assertInstanceOf(Interrupted.class, problem(first));
    gate.close();

    assertEquals(Outcome.SUCCEEDED, following.end().join().outcome());
    assertEquals(List.of("a"), tables());
  }

  @Test
  void aFailureIsToldAgainUntilAnotherKeyIsSent() throws Exception {
    gate.close();
    given("V1__a.sql", "SELECT 1 / 0;");
    Process process = new Process();
    assertNull(((Failed) problem(submit(process, KEY))).run().replayed());
    given("V1__a.sql", "CREATE TABLE a ();");

    Failed again = (Failed) problem(submit(new Process(), KEY));

    assertEquals(true, again.run().replayed());
    assertEquals(Outcome.SUCCEEDED, submit(process, "build-4712").end().join().outcome());
  }

  @Test
  void aRefusalIsReplayedToo() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    Process process = new Process();
    RunRequest unknown = RunRequest.upTo("9");
    assertInstanceOf(
        TargetUnknown.class, problem(process.runner.submit(unknown, Requester.UNKNOWN, KEY)));

    Refused again =
        assertInstanceOf(
            Refused.class, problem(process.runner.submit(unknown, Requester.UNKNOWN, KEY)));

    assertEquals(true, again.run().replayed());
  }

  @Test
  void aKeyWhoseRunCouldNotGetALockGoesOn() throws Exception {
    gate.close();
    given("V1__a.sql", "CREATE TABLE a ();");
    run();
    given("V2__b.sql", "ALTER TABLE a ADD COLUMN b int;");
    limits = new RunLimits(Duration.ofMillis(300), Duration.ZERO, 1, Duration.ZERO);
    Process process = new Process();
    try (Connection blocker = TestPostgres.connect(database)) {
      blocker.setAutoCommit(false);
      blocker.createStatement().execute("LOCK TABLE a IN ACCESS SHARE MODE");
      LockNotAvailable refused = (LockNotAvailable) problem(submit(process, KEY));
      assertEquals(1, refused.run().retries());
    }

    Run next = submit(process, KEY).end().join();

    assertEquals(Outcome.SUCCEEDED, next.outcome());
    assertNull(next.replayed());
    String first = query("SELECT id FROM waymark.run ORDER BY started_at OFFSET 1 LIMIT 1").get(0);
    assertEquals(next.id(), process.runs.find(first).continuedBy());
  }

  @Test
  void twoServicesInOneDatabaseHaveEachTheirOwnKeys() throws Exception {
    gate.close();
    given("V1__a.sql", "CREATE TABLE IF NOT EXISTS a ();");
    String first = submit(new Process(), KEY).end().join().id();
    schemas = List.of("other");

    Run other = submit(new Process(), KEY).end().join();

    assertNotEquals(first, other.id());
    assertEquals(1, other.applied());
  }

  @Test
  void aRequestThatWaitsForItsTurnHasAnIdThatEveryReplicaKnowsAndThatBecomesTheRun()
      throws Exception {
    given("V1__a.sql", WAIT, "CREATE TABLE a ();");
    Ticket running = submit(new Process(), null);
    untilSomebodyWaitsAtTheGate();
    given("V2__b.sql", "CREATE TABLE b ();");
    Process waitingProcess = new Process();

    Ticket waiting = submit(waitingProcess, null);
    waiting.kept().join();

    Process asked = new Process();
    assertEquals(State.WAITING, asked.runs.find(waiting.id()).state());
    assertEquals(State.WAITING, waitingProcess.runs.find(waiting.id()).state());
    assertEquals(
        List.of(waiting.id(), running.id()),
        asked.runs.list(null, 10).stream().map(Run::id).toList());
    gate.close();
    assertEquals(waiting.id(), waiting.end().join().id());
    assertEquals(Outcome.SUCCEEDED, asked.runs.find(waiting.id()).outcome());
  }

  @Test
  void theIdOfARequestThatJoinedLeadsToTheRunThatDoesTheWork() throws Exception {
    given("V1__a.sql", WAIT, "CREATE TABLE a ();");
    Ticket running = submit(new Process(), null);
    untilSomebodyWaitsAtTheGate();

    Ticket joined = submit(new Process(), null);
    joined.kept().join();

    Process asked = new Process();
    assertEquals(running.id(), asked.runs.find(joined.id()).id());
    query("SELECT pg_terminate_backend(backend_pid) FROM waymark.run");
    assertInstanceOf(Interrupted.class, problem(running));
    gate.close();
    assertEquals(joined.id(), joined.end().join().id());
    assertEquals(Outcome.SUCCEEDED, asked.runs.find(joined.id()).outcome());
  }

  @Test
  void aRequestThatWaitsForItsTurnIsCancelledByAnyReplica() throws Exception {
    given("V1__a.sql", WAIT, "CREATE TABLE a ();");
    Ticket running = submit(new Process(), null);
    untilSomebodyWaitsAtTheGate();
    given("V2__b.sql", "CREATE TABLE b ();");
    Ticket waiting = submit(new Process(), null);
    waiting.kept().join();
    Process asked = new Process();

    asked.runner.cancel(waiting.id(), Requester.UNKNOWN);

    assertInstanceOf(Cancelled.class, problem(waiting));
    assertEquals(Outcome.CANCELLED, asked.runs.find(waiting.id()).outcome());
    gate.close();
    assertEquals(Outcome.SUCCEEDED, running.end().join().outcome());
    assertEquals(List.of("a"), tables());
  }

  @Test
  void inOneProcessWithOtherScriptsTheWaitingOneIsKnownAtOnce() throws Exception {
    given("V1__a.sql", WAIT, "CREATE TABLE a ();");
    Process process = new Process();
    submit(process, null);
    untilSomebodyWaitsAtTheGate();
    given("V2__b.sql", "CREATE TABLE b ();");

    Ticket waiting = submit(process, null);
    waiting.kept().join();

    assertEquals(State.WAITING, process.runs.find(waiting.id()).state());
    gate.close();
    assertEquals("2", waiting.end().join().toVersion());
  }

  @Test
  void whatTheDatabaseCannotHoldIsKeptAllTheSame() throws Exception {
    gate.close();
    try (var connection = TestPostgres.connect("postgres");
        var statement = connection.createStatement()) {
      statement.execute(
          "CREATE DATABASE %s_latin TEMPLATE template0 ENCODING 'LATIN1' LC_COLLATE 'C' LC_CTYPE 'C'"
              .formatted(database));
    }
    database = database + "_latin";
    given("V1__a.sql", "CREATE TABLE a ();");
    Process process = new Process();
    String reason = "deploy \uD83D\uDE00 \u65E5\u0000";

    Run run =
        process
            .runner
            .submit(new RunRequest(null, null, reason), Requester.UNKNOWN, "key \uD83D\uDE00")
            .end()
            .join();

    Run kept = new Process().runs.find(run.id());
    assertEquals(Outcome.SUCCEEDED, kept.outcome());
    assertTrue(kept.reason().startsWith("deploy \\ud83d\\ude00"), kept::reason);
    assertEquals(
        List.of(run.id()), new Process().runs.list(null, 10).stream().map(Run::id).toList());
  }

  /** The services of a process of its own. */
  private final class Process {
    private final OneProcess process = process();
    private final MigrationRunner runner = process.runner();
    private final RunReader runs = new RunReader(process.store());
  }

  private static Ticket submit(Process process, String key) {
    return process.runner.submit(RunRequest.LATEST, Requester.UNKNOWN, key);
  }

  private static Throwable problem(Ticket ticket) {
    return assertThrows(CompletionException.class, () -> ticket.end().join()).getCause();
  }

  private List<String> outcomes() throws Exception {
    return query("SELECT outcome FROM waymark.run ORDER BY started_at");
  }

  private void untilSomebodyWaitsAtTheGate() throws Exception {
    String waits =
        "SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 7 AND NOT granted";
    while (query(waits).isEmpty()) {
      Thread.onSpinWait();
    }
  }
}
