package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunRequest;
import java.sql.Connection;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Races. Where one must wait for another, it waits for an advisory lock that the test holds. */
@Timeout(120)
class ConcurrentRunsTest extends MigrationTesting {
  private static final int CALLERS = 20;
  private static final String WAIT = "SELECT pg_advisory_xact_lock(7);";

  private final ExecutorService callers = Executors.newFixedThreadPool(CALLERS);
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
    callers.shutdownNow();
  }

  @Test
  void aCallerWhoAsksForWhatIsRunningGetsTheSameRun() throws Exception {
    given("V1__a.sql", WAIT, "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");
    MigrationRunner runner = runner();
    List<Future<Run>> answers = new ArrayList<>();
    answers.add(callers.submit(() -> runner.run(RunRequest.LATEST)));
    untilSomebodyWaitsAtTheGate();
    CountDownLatch asking = new CountDownLatch(CALLERS - 1);
    for (int caller = 1; caller < CALLERS; caller++) {
      answers.add(
          callers.submit(
              () -> {
                asking.countDown();
                return runner.run(RunRequest.LATEST);
              }));
    }
    asking.await();

    gate.close();

    List<Run> runs = all(answers);
    assertEquals(2, query("SELECT version FROM flyway_schema_history").size());
    Run first = runs.get(0);
    assertEquals(2, first.applied());
    assertEquals(false, first.joined());
    // A caller that was scheduled after the end has a run of its own, with nothing pending.
    for (Run run : runs.subList(1, CALLERS)) {
      if (run.id().equals(first.id())) {
        assertEquals(first.asJoined(), run);
      } else {
        assertEquals(Outcome.NOTHING_PENDING, run.outcome());
      }
    }
  }

  @Test
  void twentyAtOnceApplyEveryMigrationOnce() throws Exception {
    gate.close();
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");
    MigrationRunner runner = runner();
    List<Future<Run>> answers = new ArrayList<>();
    for (int caller = 0; caller < CALLERS; caller++) {
      answers.add(callers.submit(() -> runner.run(RunRequest.LATEST)));
    }

    List<Run> runs = all(answers);

    assertEquals(List.of("1", "2"), query("SELECT version FROM flyway_schema_history"));
    Set<String> leaders = new HashSet<>();
    runs.stream()
        .filter(run -> !run.joined())
        .forEach(run -> assertEquals(true, leaders.add(run.id())));
    runs.forEach(run -> assertEquals(true, leaders.contains(run.id())));
  }

  @Test
  void anotherProcessJoinsTheRunAndGetsItsReport() throws Exception {
    given("V1__a.sql", WAIT, "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");
    Future<Run> one = callers.submit(() -> runner().run(RunRequest.LATEST));
    untilSomebodyWaitsAtTheGate();
    Future<Run> other = callers.submit(() -> runner().run(RunRequest.LATEST));
    untilSomebodyWasRefusedTheLock();

    gate.close();

    assertEquals(one.get().asJoined(), other.get());
    assertEquals(List.of("1", "2"), query("SELECT version FROM flyway_schema_history"));
  }

  @Test
  void anotherProcessWithMoreScriptsRunsThemAfterwards() throws Exception {
    given("V1__a.sql", WAIT, "CREATE TABLE a ();");
    Future<Run> one = callers.submit(() -> runner().run(RunRequest.LATEST));
    untilSomebodyWaitsAtTheGate();
    given("V2__b.sql", "CREATE TABLE b ();");
    Future<Run> other = callers.submit(() -> runner().run(RunRequest.LATEST));
    untilSomebodyWasRefusedTheLock();

    gate.close();

    assertEquals("1", one.get().toVersion());
    assertEquals("2", other.get().toVersion());
    assertEquals(false, other.get().joined());
  }

  @Test
  void anotherTargetOfAnotherProcessIsToldWhichRunIsInTheWay() throws Exception {
    given("V1__a.sql", WAIT, "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");
    Future<Run> latest = callers.submit(() -> runner().run(RunRequest.LATEST));
    untilSomebodyWaitsAtTheGate();

    RunInProgress refusal =
        assertThrows(RunInProgress.class, () -> runner().run(RunRequest.upTo("1")));

    gate.close();
    assertEquals(latest.get().id(), refusal.running());
  }

  @Test
  void anotherTargetMustWait() throws Exception {
    given("V1__a.sql", WAIT, "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");
    MigrationRunner runner = runner();
    Future<Run> latest = callers.submit(() -> runner.run(RunRequest.LATEST));
    untilSomebodyWaitsAtTheGate();

    RunInProgress refusal =
        assertThrows(RunInProgress.class, () -> runner.run(RunRequest.upTo("1")));

    gate.close();
    assertEquals(latest.get().id(), refusal.running());
    assertEquals(Outcome.NOTHING_PENDING, runner.run(RunRequest.upTo("1")).outcome());
  }

  @Test
  void aFlywayElsewhereIsNotWaitedForForEver() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    // Flyway's own key: a number of its own plus the hash of the history table.
    long key = 77431708279161L + "\"public\".\"flyway_schema_history\"".hashCode();
    try (var statement = gate.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(" + key + ")");
    }
    lockRetries = 0;

    RunInProgress refusal = refused(RunInProgress.class);

    assertNull(refusal.running());
    gate.close();
    assertEquals(Outcome.SUCCEEDED, run().outcome());
  }

  @Test
  void aCallerWhoJoinsARunThatFailsIsToldTheSame() throws Exception {
    given("V1__a.sql", WAIT, "SELECT 1 / 0;");
    MigrationRunner runner = runner();
    Future<Run> first = callers.submit(() -> runner.run(RunRequest.LATEST));
    untilSomebodyWaitsAtTheGate();
    Thread[] joining = new Thread[1];
    Future<Run> second =
        callers.submit(
            () -> {
              joining[0] = Thread.currentThread();
              return runner.run(RunRequest.LATEST);
            });
    while (joining[0] == null || joining[0].getState() != Thread.State.WAITING) {
      Thread.onSpinWait();
    }

    gate.close();

    Failed one = failure(first);
    Failed other = failure(second);
    assertEquals(one.run().id(), other.run().id());
    assertEquals(List.of(false, true), List.of(one.run().joined(), other.run().joined()));
  }

  private static Failed failure(Future<Run> run) {
    return (Failed) assertThrows(ExecutionException.class, run::get).getCause();
  }

  private static List<Run> all(List<Future<Run>> answers) {
    return answers.stream()
        .map(
            answer -> {
              try {
                return answer.get();
              } catch (ExecutionException | InterruptedException exception) {
                throw new CompletionException(exception);
              }
            })
        .toList();
  }

  private void untilSomebodyWaitsAtTheGate() throws Exception {
    until("SELECT 1 FROM pg_locks WHERE locktype = 'advisory' AND objid = 7 AND NOT granted");
  }

  private void untilSomebodyWasRefusedTheLock() throws Exception {
    until(
        "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
            + " AND query LIKE '%pg_try_advisory_lock%' AND state = 'idle' AND pid <> pg_backend_pid()");
  }

  private void until(String condition) throws Exception {
    try (var statement = gate.prepareStatement(condition)) {
      while (!statement.executeQuery().next()) {
        Thread.onSpinWait();
      }
    }
  }
}
