package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.BaselineRequest;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.Interrupted;
import dev.waymark.migration.RepairRequest;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.status.RunChanges;
import dev.waymark.migration.status.RunChangesReader;
import dev.waymark.migration.status.RunReader;
import dev.waymark.schema.comparison.ObjectChange;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.expectation.RecordedChanges;
import dev.waymark.verification.report.Deviation;
import java.sql.Connection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is recorded of runs that did not simply succeed. */
@Timeout(60)
class RecordedRunsTest extends MigrationTesting {
  private static final String CUT_OFF =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
          + " WHERE datname = current_database() AND wait_event_type = 'Lock'";

  @Test
  void whatAFailedRunAppliedIsExpectedAndWhatWasDoneByHandIsNot() throws Exception {
    given("V1__t.sql", "CREATE TABLE t (a int); CREATE INDEX i ON t (a);");
    run();
    givenInDatabase("DROP INDEX i");
    given("V2__u.sql", "CREATE TABLE u (a int);");
    given("V3__wrong.sql", "CREATE TABLE v (a int); SELECT 1/0;");

    refused(Failed.class);

    assertEquals(List.of("missing indexes public.t.i"), open());
  }

  /**
   * A build that failed leaves an index that serves no query: that is told as long as it is there.
   */
  @Test
  void whatAFailedBuildLeftIsNotExpected() throws Exception {
    given("V1__t.sql", "CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1);");
    run();
    given("V2__i.sql", "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a);");

    refused(Failed.class);

    assertEquals(List.of("unexpected indexes public.t.i"), open());
    givenInDatabase(
        "DROP INDEX i; DELETE FROM t; DELETE FROM flyway_schema_history WHERE NOT success");
    run();
    assertEquals(List.of(), open());
  }

  /** No process is there to record it: the next run does, before it does anything of its own. */
  @Test
  void whatACutOffRunDidIsExpectedAfterTheNext() throws Exception {
    given("V1__t.sql", "CREATE TABLE t (a int); CREATE INDEX i ON t (a);");
    run();
    givenInDatabase("DROP INDEX i");
    given("V2__u.sql", "CREATE TABLE u (a int);");
    given("V3__waits.sql", "ALTER TABLE t ADD b int;");

    cutOff("LOCK TABLE t IN ACCESS SHARE MODE");
    run("2");
    assertEquals(List.of("missing indexes public.t.i"), open(), "V2 was applied by the first");

    run();
    assertEquals(List.of("missing indexes public.t.i"), open());
  }

  @Test
  void whatIsDoneByHandAfterARunThatWasRolledBackIsNoneOfItsDoing() throws Exception {
    given("V1__t.sql", "CREATE TABLE t (a int);");
    run();
    given("V2__waits.sql", "ALTER TABLE t ADD b int;");
    cutOff("LOCK TABLE t IN ACCESS SHARE MODE");
    givenInDatabase("CREATE TABLE byhand ()");

    run();

    assertEquals(List.of("unexpected tables public.byhand"), open());
  }

  @Test
  void runsThatVerifyNothingAndChangesOfTheHistoryRecordNoneOfIt() throws Exception {
    given("V1__t.sql", "CREATE TABLE t (a int);");
    runner().run(new RunRequest(null, false, null));
    givenInDatabase("CREATE TABLE byhand ()");
    given("V2__u.sql", "CREATE TABLE u (a int);");

    runner().run(new RunRequest(null, false, null));
    process().history().repair(new RepairRequest(false, null), Requester.UNKNOWN);

    assertEquals(List.of("unexpected tables public.byhand"), open());
  }

  @Test
  void whatARunChangedIsToldAndNothingThatSomebodyElseDid() throws Exception {
    given("V1__t.sql", "CREATE TABLE t (a int, gone int);");
    Run first = run();
    givenInDatabase("CREATE TABLE byhand ()");
    given(
        "V2__u.sql",
        "CREATE TABLE u (a int); ALTER TABLE t DROP COLUMN gone; ALTER TABLE t RENAME TO renamed;");
    Run second = run();
    Run third = run();

    RunChanges changes = changes(second);

    assertTrue(changes.known(), changes::toString);
    assertEquals(
        List.of("renamed table public.t public.renamed columns.gone", "added table public.u"),
        changes.changes().stream().map(RecordedRunsTest::words).toList());
    assertFalse(changes(first).known(), "Nothing was recorded before it");
    assertFalse(changes(third).known(), "It had nothing to do");
  }

  private RunChanges changes(Run run) {
    return new RunChangesReader(
            new RunReader(process().store()),
            new RecordedChanges("waymark"),
            reading.ownSchema().reading(pooled()))
        .of(run.id());
  }

  private static String words(ObjectChange it) {
    return Stream.concat(
            Stream.of(it.change().code(), it.kind(), it.from(), it.object())
                .filter(Objects::nonNull),
            it.attributes().stream().map(ObjectChange.AttributeChange::attribute))
        .collect(Collectors.joining(" "));
  }

  /** What is there before the first run is where the record begins. */
  @Test
  void theFirstRunTakesWhatThereIs() throws Exception {
    allowEmpty = true;
    givenInDatabase("CREATE SCHEMA own; CREATE TABLE public.adopted ()");
    process().history().baseline(new BaselineRequest("1", null, null), Requester.UNKNOWN);
    assertEquals(List.of(), open());
    givenInDatabase("CREATE TABLE byhand ()");
    given("V2__u.sql", "CREATE TABLE u (a int);");

    run();

    assertEquals(List.of("unexpected tables public.byhand"), open());
  }

  private void cutOff(String lock) throws Exception {
    try (Connection other = TestPostgres.connect(database)) {
      other.setAutoCommit(false);
      try (var statement = other.createStatement()) {
        statement.execute(lock);
      }
      CompletableFuture<Run> run = CompletableFuture.supplyAsync(this::run);
      while (query(CUT_OFF).isEmpty()) {
        assertTrue(!run.isDone(), "it did not get as far as to wait");
        Thread.onSpinWait();
      }
      assertTrue(
          assertThrows(CompletionException.class, run::join).getCause() instanceof Interrupted);
    }
  }

  /** What a process that has just started tells of the schema. */
  private List<String> open() {
    return Deviation.of(
            process()
                .verifier()
                .verify(Optional.of(ExpectationChoice.RECORDED), true)
                .verification())
        .stream()
        .map(it -> "%s %s %s".formatted(it.state(), it.kind(), it.name()))
        .toList();
  }
}
