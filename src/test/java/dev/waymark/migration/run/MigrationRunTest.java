package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationException.BaselineRequired;
import dev.waymark.migration.MigrationException.TargetUnknown;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.Progress;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunEvent;
import dev.waymark.migration.RunEvent.StatementStarted;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MigrationRunTest extends MigrationTesting {

  @Test
  void appliesWhatIsPendingInOrderAndReportsIt() throws Exception {
    given("V10__third.sql", "ALTER TABLE b ADD c int;");
    given("V2__second.sql", "ALTER TABLE a RENAME TO b;");
    given("V1__first_one.sql", "CREATE TABLE a ();");
    given("R__view.sql", "CREATE VIEW v AS SELECT c FROM b;");

    Run run = run();

    assertEquals(Outcome.SUCCEEDED, run.outcome());
    assertNull(run.fromVersion());
    assertEquals("10", run.toVersion());
    assertEquals(4, run.applied());
    assertEquals(
        List.of("V1__first_one.sql", "V2__second.sql", "V10__third.sql", "R__view.sql"),
        scripts(run.migrations()));
    Migration first = run.migrations().get(0);
    assertEquals("1", first.version());
    assertEquals("first one", first.description());
    assertEquals("success", first.state());
    assertNotNull(first.checksum());
    assertEquals(first.checksum(), first.resolvedChecksum());
    assertTrue(first.durationMs() >= 0);
    assertEquals("postgres", first.installedBy());
    assertNotNull(run.verification());
  }

  @Test
  void saysHowManyMigrationsAndStatementsThereAreAndWhereItLeads() throws Exception {
    List<String> places = new ArrayList<>();
    listener =
        new RunListener() {
          @Override
          public void heard(Run run, RunEvent event) {
            if (event instanceof StatementStarted) {
              Progress place = run.progress();
              places.add(
                  "%d of %d, %d of %d to %s"
                      .formatted(
                          place.migration(),
                          place.migrations(),
                          place.statement(),
                          place.statements(),
                          run.targetVersion()));
            }
          }
        };
    given("V1__a.sql", "SELECT 1;", "SELECT 2;");
    given("V2__b.sql", "BEGIN;", "SELECT 1;", "COMMIT;");
    given("R__c.sql", "SELECT 1;");
    given("V3__d.sql", "SELECT 1;");

    Run first = run("2");

    assertEquals("2", first.targetVersion());
    assertEquals(
        List.of(
            "1 of 3, 1 of 2 to 2",
            "1 of 3, 2 of 2 to 2",
            "2 of 3, 1 of 1 to 2",
            "3 of 3, 1 of 1 to 2"),
        places);
    assertEquals("3", run().targetVersion());
    assertEquals("3", run("1").targetVersion());
  }

  @Test
  void saysThatNothingIsPending() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    run();

    Run again = run();

    assertEquals(Outcome.NOTHING_PENDING, again.outcome());
    assertEquals("1", again.fromVersion());
    assertEquals("1", again.toVersion());
    assertEquals(List.of(), again.migrations());
    assertTrue(status().upToDate());
  }

  @Test
  void anEmptyFolderThatIsMeantToBeOneHasNothingPending() {
    allowEmpty = true;
    Run run = run();

    assertEquals(Outcome.NOTHING_PENDING, run.outcome());
    assertNull(run.toVersion());
  }

  @ParameterizedTest
  @ValueSource(strings = {"2", "2.0", "02", "2_0"})
  void stopsAtTheTarget(String target) throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");
    given("V3__c.sql", "CREATE TABLE c ();");

    Run run = run(target);

    assertEquals("2", run.toVersion());
    assertEquals(List.of("a", "b"), tables());
    assertEquals(List.of("V3__c.sql"), scripts(status().pending()));
  }

  @Test
  void aTargetBelowTheCurrentVersionHasNothingPending() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");
    run();

    Run run = run("1");

    assertEquals(Outcome.NOTHING_PENDING, run.outcome());
    assertEquals("2", run.toVersion());
  }

  @Test
  void anUnknownTargetIsRefusedWithTheVersionsThereAre() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2.1__b.sql", "CREATE TABLE b ();");
    run("1");

    TargetUnknown unknown = assertThrows(TargetUnknown.class, () -> run("2"));

    assertEquals(List.of("1", "2.1"), unknown.versions());
    assertEquals(List.of("a"), tables());
  }

  @Test
  void aConcurrentIndexBuildDoesNotWaitForItself() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);");
    given("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON a (id);");

    Run run = run();

    assertEquals(Outcome.SUCCEEDED, run.outcome());
    assertEquals(
        List.of("t"), query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"));
  }

  @Test
  void anEnumGrowsInATransactionWithOtherStatements() throws Exception {
    given("V1__a.sql", "CREATE TYPE mood AS ENUM ('sad');");
    given("V2__b.sql", "ALTER TYPE mood ADD VALUE 'happy';", "CREATE TABLE b (mood mood);");

    assertEquals(2, run().applied());
  }

  @Test
  void aScriptsOwnSettingsAreHonoured() throws Exception {
    given("V1__a.sql", "CREATE TYPE mood AS ENUM ('sad');");
    given("V2__b.sql", "VACUUM pg_catalog.pg_class;", "ALTER TYPE mood ADD VALUE 'happy';");
    given("V2__b.sql.conf", "executeInTransaction=false");

    Run run = run();

    assertEquals(2, run.applied());
    assertEquals(List.of("{sad,happy}"), query("SELECT enum_range(NULL::mood)"));
  }

  @Test
  void aRepeatableMigrationRunsAgainWhenItChangedAndOnlyThen() throws Exception {
    given("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;");
    run();
    assertEquals(Outcome.NOTHING_PENDING, run().outcome());

    given("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT 2 AS one;");

    assertEquals(List.of("R__v.sql"), scripts(status().pending()));
    assertEquals(List.of("R__v.sql"), scripts(run().migrations()));
    assertEquals(List.of("2"), query("SELECT one FROM v"));
    assertEquals(Outcome.NOTHING_PENDING, run().outcome());
    assertTrue(status().upToDate());
  }

  @Test
  void severalSchemasAreCreatedAndTheFirstHoldsTheHistory() throws Exception {
    schemas = List.of("app", "Audit Log");
    given("V1__a.sql", "CREATE TABLE a ();", "CREATE TABLE \"Audit Log\".b ();");

    Run run = run();

    assertEquals(1, run.applied());
    assertEquals(
        List.of("Audit Log.b", "app.a", "app.flyway_schema_history"),
        query(
            "SELECT schemaname || '.' || tablename FROM pg_tables"
                + " WHERE schemaname IN ('app', 'Audit Log', 'public') ORDER BY 1"));
    MigrationStatus status = status();
    assertEquals("app.flyway_schema_history", status.historyTable());
    assertTrue(status.upToDate());
    assertEquals(Outcome.NOTHING_PENDING, run().outcome());
  }

  @Test
  void whatANewerReleaseAppliedDoesNotStopAnOlderOne() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");
    run();
    java.nio.file.Files.delete(folder.resolve("V2__b.sql"));

    Run run = run();

    assertEquals(Outcome.NOTHING_PENDING, run.outcome());
    assertEquals("2", run.toVersion());
    assertEquals(1, run.ahead());
    MigrationStatus status = status();
    assertEquals(MigrationStatus.State.AHEAD, status.state());
    assertEquals(List.of("V2__b.sql"), scripts(status.ahead()));
    assertEquals(1, status.counts().ahead());
    assertEquals(List.of(), status.missing());
    assertTrue(status.upToDate());
  }

  @Test
  void whatIsPendingCountsForMoreThanWhatIsAhead() throws Exception {
    given("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;");
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");
    run();
    java.nio.file.Files.delete(folder.resolve("V2__b.sql"));
    given("R__view.sql", "CREATE OR REPLACE VIEW v AS SELECT 2 AS one;");

    assertEquals(MigrationStatus.State.PENDING, status().state());

    Run run = run();

    assertEquals(1, run.applied());
    assertEquals(1, run.ahead());
    assertEquals(MigrationStatus.State.AHEAD, status().state());
  }

  @Test
  void callbacksRun() throws Exception {
    given("beforeMigrate.sql", "CREATE TABLE IF NOT EXISTS log (line text);");
    given("afterEachMigrate.sql", "INSERT INTO log VALUES ('each');");
    given("afterEachMigrate__second.sql", "INSERT INTO log VALUES ('second');");
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");

    Run run = run();

    assertEquals(List.of("V1__a.sql", "V2__b.sql"), scripts(run.migrations()));
    assertEquals(List.of("each", "second", "each", "second"), query("SELECT line FROM log"));
  }

  @ParameterizedTest
  @CsvSource({"CREATE TABLE t (),public", "CREATE VIEW v AS SELECT 1,public"})
  void objectsWithoutAHistoryAskForABaseline(String object, String schema) throws Exception {
    givenInDatabase(object);
    given("V1__a.sql", "CREATE TABLE a ();");

    BaselineRequired required = refused(BaselineRequired.class);

    assertTrue(required.getMessage().contains(schema), required.getMessage());
    assertEquals(List.of("V1__a.sql"), scripts(status().pending()));
  }
}
