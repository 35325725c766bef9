package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.BaselineRequest;
import dev.waymark.migration.Discrepancy;
import dev.waymark.migration.Discrepancy.What;
import dev.waymark.migration.HistoryChange;
import dev.waymark.migration.HistoryChange.Action;
import dev.waymark.migration.MigrationException.BaselineRequired;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.HistoryRefused;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.MigrationException.RunNotCancellable;
import dev.waymark.migration.RepairReport;
import dev.waymark.migration.RepairRequest;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.session.LockKey;
import dev.waymark.migration.status.RunReader;
import java.nio.file.Files;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Repair and baseline, and the states that they get people out of. */
class HistoryKeeperTest extends MigrationTesting {
  private static final RepairRequest PREVIEW = new RepairRequest(true, null);
  private static final RepairRequest REPAIR = new RepairRequest(null, "the disk was full");

  @Test
  void aBuildThatFailedIsRepairedAndBuiltAnewWithoutItsLeftover() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);", "INSERT INTO a VALUES (1), (1);");
    given(
        "V2__b.sql",
        "CREATE TABLE b ();",
        "DROP TABLE b;",
        "CREATE UNIQUE INDEX CONCURRENTLY a_id ON a (id);");
    given("V2__b.sql.conf", "executeInTransaction=false");
    assertThrows(Failed.class, this::run);
    assertEquals(
        List.of(What.PARTLY_APPLIED, What.HALF_BUILT),
        status().discrepancies().stream().map(Discrepancy::what).toList());
    givenInDatabase("DELETE FROM a");
    assertThrows(Invalid.class, this::run);

    RepairReport report = process().history().repair(REPAIR, Requester.UNKNOWN);

    assertEquals(
        List.of(Action.REMOVE_FAILED),
        report.changes().stream().map(HistoryChange::action).toList());
    assertEquals(Operation.REPAIR, report.run().operation());
    assertEquals("the disk was full", report.run().reason());
    Run run = run();
    assertEquals(Outcome.SUCCEEDED, run.outcome());
    assertEquals(List.of(), run.invalidIndexes());
    assertEquals(List.of(), status().discrepancies());
    assertEquals(
        List.of("t"), query("SELECT indisvalid FROM pg_index WHERE indrelid = 'a'::regclass"));
  }

  /** It is in no run's way, and Flyway's repair removes its row all the same. */
  @Test
  void whatFailedAndIsGoneIsNamedBeforeItsRowIsRemoved() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__gone.sql", "CREATE TABLE g ();", "SELECT nope;");
    given("V2__gone.sql.conf", "executeInTransaction=false");
    assertThrows(Failed.class, this::run);
    Files.delete(folder.resolve("V2__gone.sql"));
    Files.delete(folder.resolve("V2__gone.sql.conf"));
    assertFalse(status().upToDate());

    RepairReport preview = process().history().repair(PREVIEW, Requester.UNKNOWN);
    RepairReport report = process().history().repair(REPAIR, Requester.UNKNOWN);

    assertEquals(
        List.of("V2__gone.sql"), report.changes().stream().map(HistoryChange::script).toList());
    assertEquals(report.changes(), preview.changes());
    assertEquals(List.of("1"), query("SELECT version FROM flyway_schema_history"));
    assertTrue(status().upToDate());
  }

  @Test
  void aPreviewTellsWhatARepairWouldDoAndChangesNothing() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");
    run();
    given("V1__a.sql", "CREATE TABLE a (changed int);");
    Files.delete(folder.resolve("V2__b.sql"));
    givenInDatabase("UPDATE flyway_schema_history SET version = '0.5' WHERE version = '2'");
    List<String> before = query("SELECT h::text FROM flyway_schema_history h ORDER BY 1");

    RepairReport report = process().history().repair(PREVIEW, Requester.UNKNOWN);

    assertEquals(
        List.of(Action.MARK_DELETED, Action.REALIGN),
        report.changes().stream().map(HistoryChange::action).sorted().toList());
    assertEquals(before, query("SELECT h::text FROM flyway_schema_history h ORDER BY 1"));
    process().history().repair(REPAIR, Requester.UNKNOWN);
    assertEquals(List.of(), status().invalid());
  }

  @Test
  void aDatabaseMadeWithoutFlywayIsAdoptedByABaseline() throws Exception {
    givenInDatabase("CREATE TABLE a ()");
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");
    assertThrows(BaselineRequired.class, this::run);

    Run baseline =
        process().history().baseline(new BaselineRequest("1", null, "adopted"), Requester.UNKNOWN);

    assertEquals("1", baseline.toVersion());
    assertEquals(List.of("V2__b.sql"), scripts(run().migrations()));
    assertEquals(List.of("a", "b"), tables());
  }

  @Test
  void aHistoryWithMigrationsTakesNoBaseline() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    run();

    HistoryRefused refused =
        assertThrows(
            HistoryRefused.class,
            () ->
                process()
                    .history()
                    .baseline(new BaselineRequest("7", null, null), Requester.UNKNOWN));

    assertEquals(
        "Unable to baseline schema history table \"public\".\"flyway_schema_history\" as it already"
            + " contains migrations.",
        refused.getMessage());
  }

  @Test
  void theHistoryIsNotChangedUnderARun() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    LockKey key = new LockKey("public.flyway_schema_history");
    try (var holder = TestPostgres.connect(database);
        var statement = holder.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(%d, %d)".formatted(LockKey.CLASS, key.number()));

      assertThrows(
          RunInProgress.class, () -> process().history().repair(REPAIR, Requester.UNKNOWN));
    }
  }

  @Test
  void aChangeWhoseResultCannotBeReadHasEndedAllTheSame() throws Exception {
    givenInDatabase("CREATE TABLE a ()");
    given("V1__a.sql", "CREATE TABLE a ();");
    OneProcess process = process();
    memory.at("HistoryKeeper.seen");

    Run run = process.history().baseline(new BaselineRequest("1", null, null), Requester.UNKNOWN);

    memory.at(null);
    assertEquals(Outcome.SUCCEEDED, run.outcome());
    assertEquals("1", run.toVersion());
    assertEquals(run, new RunReader(process.store()).find(run.id()));
  }

  @Test
  @Timeout(60)
  void aRepairThatGoesOnIsNotSaidToBeCancelled() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    run();
    given("V1__a.sql", "CREATE TABLE a (changed int);");
    OneProcess process = process();
    CompletableFuture<RepairReport> repair;
    try (var holder = TestPostgres.connect(database);
        var statement = holder.createStatement()) {
      holder.setAutoCommit(false);
      statement.execute("LOCK TABLE flyway_schema_history IN SHARE MODE");
      repair =
          CompletableFuture.supplyAsync(() -> process.history().repair(REPAIR, Requester.UNKNOWN));
      String waits =
          "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
              + " AND wait_event_type = 'Lock'";
      while (query(waits).isEmpty()) {
        Thread.onSpinWait();
      }
      String id = query("SELECT id FROM waymark.run WHERE operation = 'repair'").get(0);

      assertThrows(RunNotCancellable.class, () -> process.runner().cancel(id, Requester.UNKNOWN));
      assertThrows(RunNotCancellable.class, () -> runner().cancel(id, Requester.UNKNOWN));
    }

    assertEquals(Outcome.SUCCEEDED, repair.get().run().outcome());
    assertEquals(null, repair.get().run().cancelledBy());
  }
}
