package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.Discrepancy;
import dev.waymark.migration.Discrepancy.What;
import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.Interrupted;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.RepairRequest;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts outside a transaction have their effect once, wherever they are cut off. */
@Timeout(60)
class OutsideTransactionTest extends MigrationTesting {
  private static final String ADD = "UPDATE n SET n = n + 10;";

  /** Waits for the session that holds the gate. */
  private static final String PAUSE = "SELECT pg_advisory_xact_lock(7);";

  @BeforeEach
  void givenANumber() throws Exception {
    given("V1__n.sql", "CREATE TABLE n (n int);", "INSERT INTO n VALUES (0);");
    run();
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          false | UPDATE n SET n = n + 10; SELECT pg_advisory_xact_lock(7); CREATE TABLE b ();
          false | UPDATE n SET n = n + 10; DO $$ BEGIN PERFORM pg_advisory_xact_lock(7); END $$; CREATE TABLE b ();
          false | BEGIN; UPDATE n SET n = n + 1; UPDATE n SET n = n + 9; COMMIT; SELECT pg_advisory_xact_lock(7); CREATE TABLE b ();
          false | UPDATE n SET n = n + 10; BEGIN; SELECT pg_advisory_xact_lock(7); CREATE TABLE b (); COMMIT AND CHAIN; SELECT 1; COMMIT;
          false | SET search_path = public; CREATE SCHEMA s; SET search_path = s, public; UPDATE n SET n = n + 10; SELECT pg_advisory_xact_lock(7); CREATE TABLE public.b ();
          none  | UPDATE n SET n = n + 10; COMMIT; SELECT pg_advisory_xact_lock(7); CREATE TABLE b ();
          none  | BEGIN; UPDATE n SET n = n + 10; COMMIT; BEGIN ISOLATION LEVEL SERIALIZABLE; SELECT pg_advisory_xact_lock(7); CREATE TABLE b (); COMMIT;
          none  | UPDATE n SET n = n + 10; COMMIT; CREATE TABLE b (); SELECT pg_advisory_xact_lock(7);
          none  | BEGIN; UPDATE n SET n = n + 10; SELECT pg_advisory_xact_lock(7); CREATE TABLE b (); COMMIT;
          """)
  void goesOnAtTheStatementThatWasNotExecuted(String declared, String script) throws Exception {
    givenScript(declared, script);
    cutOffInThePause();

    Run run = run();

    assertEquals(Outcome.SUCCEEDED, run.outcome());
    assertEquals(List.of("10"), query("SELECT n FROM n"));
    assertEquals(List.of("b", "n"), tables());
    assertEquals(List.of(), status().discrepancies());
    assertEquals(List.of("0"), query("SELECT count(*) FROM waymark.script_progress"));
  }

  @Test
  void aStatementThatCommitsByItselfIsLeftToAPerson() throws Exception {
    givenInDatabase(
        "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN UPDATE n SET n = n + 10; COMMIT;"
            + " PERFORM pg_advisory_xact_lock(7); END $$");
    givenScript("false", "CREATE TABLE b ();\nCALL p();\nCREATE TABLE c ();");
    cutOffInThePause();

    InvalidMigration refused = refused(Invalid.class).migrations().get(0);

    assertEquals(Reason.CUT_OFF, refused.reason());
    assertEquals(2, refused.line());
    assertTrue(refused.detail().contains("CALL p()"), refused::detail);
    Discrepancy discrepancy = status().discrepancies().get(0);
    assertEquals(What.STATEMENT_UNKNOWN, discrepancy.what());
    assertEquals(refused.hint(), discrepancy.hint());
    assertEquals(List.of("10"), query("SELECT n FROM n"));

    process()
        .history()
        .repair(
            new RepairRequest(null, "it did", new RepairRequest.GoOn("V2__s.sql", 3)),
            Requester.UNKNOWN);

    assertEquals(Outcome.SUCCEEDED, run().outcome());
    assertEquals(List.of("10"), query("SELECT n FROM n"));
    assertEquals(List.of("b", "c", "n"), tables());
  }

  @Test
  void aScriptThatWasChangedMeanwhile() throws Exception {
    givenScript("false", ADD + PAUSE + "CREATE TABLE b ();");
    cutOffInThePause();
    givenScript("false", ADD + ADD + "CREATE TABLE b ();");

    InvalidMigration refused = refused(Invalid.class).migrations().get(0);

    assertEquals(Reason.CUT_OFF, refused.reason());
    assertEquals(List.of("10"), query("SELECT n FROM n"));
    assertEquals(
        List.of(What.PARTLY_APPLIED),
        status().discrepancies().stream().map(Discrepancy::what).toList());
  }

  @Test
  void aStatementThatFailedIsGoneOnWithWhenAPersonSaysSo() throws Exception {
    givenScript("false", ADD + "\nINSERT INTO missing VALUES (1);\n" + ADD);
    assertThrows(Failed.class, this::run);
    assertEquals(List.of("10"), query("SELECT n FROM n"));
    assertEquals(Reason.FAILED_EARLIER, refused(Invalid.class).migrations().get(0).reason());
    String detail = status().discrepancies().get(0).detail();
    assertTrue(detail.contains("statement 2, line 2, failed"), detail);
    givenInDatabase("CREATE TABLE missing (a int)");

    process()
        .history()
        .repair(
            new RepairRequest(null, null, new RepairRequest.GoOn("V2__s.sql", 2)),
            Requester.UNKNOWN);

    assertEquals(Outcome.SUCCEEDED, run().outcome());
    assertEquals(List.of("20"), query("SELECT n FROM n"));
    assertEquals(List.of("1"), query("SELECT a FROM missing"));
  }

  @Test
  void aConstraintThatIsCheckedAtTheCommitFailsInItsStatement() throws Exception {
    givenInDatabase("ALTER TABLE n ADD UNIQUE (n) DEFERRABLE INITIALLY DEFERRED");
    givenScript("false", "SELECT 1;\nINSERT INTO n VALUES (0);");

    MigrationFailure failure = refused(Failed.class).failure();

    assertEquals(2, failure.line());
    assertEquals("23505", failure.sqlState());
    assertEquals(
        List.of("f"), query("SELECT success FROM flyway_schema_history WHERE version='2'"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "BEGIN; CREATE TABLE b (); COMMIT;",
        "START TRANSACTION; CREATE TABLE b (); END;",
        "SET lock_timeout = '3s'; BEGIN WORK; CREATE TABLE b (); COMMIT WORK; RESET lock_timeout;",
        "CREATE TABLE b (); COMMIT;",
        "BEGIN; CREATE TABLE b ();",
        "DO $$ BEGIN NULL; END $$; CREATE TABLE b (); END;",
      })
  void aPairAroundEverythingIsOneTransactionWithItsRow(String script) throws Exception {
    given("V2__s.sql", script);
    givenInDatabase(
        "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;"
            + "CREATE TRIGGER no BEFORE INSERT ON flyway_schema_history"
            + " FOR EACH ROW EXECUTE FUNCTION no()");
    assertThrows(Failed.class, this::run);
    assertEquals(List.of("n"), tables());
    givenInDatabase("DROP TRIGGER no ON flyway_schema_history");

    assertEquals(Outcome.SUCCEEDED, run().outcome());
    assertEquals(List.of("b", "n"), tables());
    assertEquals(List.of(), status().invalid());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"new.begun IS NOT NULL", "new.transaction_id IS NOT NULL", "new.done = 1"})
  void nothingIsExecutedThatCannotBeWrittenDown(String when) throws Exception {
    givenInDatabase(
        "CREATE FUNCTION no() RETURNS trigger LANGUAGE plpgsql AS $$ BEGIN RAISE 'no'; END $$;"
            + "CREATE TRIGGER no BEFORE INSERT OR UPDATE ON waymark.script_progress"
            + " FOR EACH ROW WHEN (%s) EXECUTE FUNCTION no()".formatted(when));
    givenScript("false", ADD + "CREATE TABLE b ();");
    String message = refused(Failed.class).failure().message();
    assertTrue(message.contains("could not be written down"), message);
    givenInDatabase("DROP TRIGGER no ON waymark.script_progress");

    assertEquals(Outcome.SUCCEEDED, run().outcome());
    assertEquals(List.of("10"), query("SELECT n FROM n"));
  }

  @Test
  void whatWentWithTheSessionIsNotGoneOnWithout() throws Exception {
    givenScript("false", "CREATE TEMP TABLE x AS SELECT 1;" + ADD + PAUSE + ADD);
    cutOffInThePause();

    MigrationFailure failure = refused(Failed.class).failure();

    assertTrue(failure.message().contains("\"statement\": 1"), failure::message);
    assertEquals(List.of("10"), query("SELECT n FROM n"));
  }

  @Test
  void anInvalidIndexOfSomebodyElsesIsNotTakenForTheOneToBuild() throws Exception {
    givenInDatabase("INSERT INTO n VALUES (0)");
    assertThrows(
        SQLException.class, () -> givenInDatabase("CREATE UNIQUE INDEX CONCURRENTLY i ON n (n)"));
    given("V2__s.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON n (n);");

    assertTrue(refused(Failed.class).failure().message().contains("public.i"));

    givenInDatabase("DROP INDEX i");
    assertEquals(List.of(), run().invalidIndexes());
    given("V3__t.sql", "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON n (n);");
    assertEquals(Outcome.SUCCEEDED, run().outcome());
  }

  @Test
  void whatStandsUpToACommitIsOneTransaction() throws Exception {
    given(
        "V2__s.sql",
        "CREATE TABLE b ();",
        "SET LOCAL lock_timeout = '3s';",
        "LOCK TABLE b;",
        "COMMIT;",
        "CREATE TABLE c ();",
        "SELECT 1 / 0;");

    MigrationFailure failure = refused(Failed.class).failure();

    assertEquals(6, failure.line());
    assertEquals(List.of("b", "n"), tables());
    assertEquals(
        List.of("f"), query("SELECT success FROM flyway_schema_history WHERE version='2'"));
  }

  @Test
  void anIndexBetweenCommits() throws Exception {
    given("V2__s.sql", "COMMIT;", "CREATE INDEX CONCURRENTLY i ON n (n);", "BEGIN;");

    assertEquals(Outcome.SUCCEEDED, run().outcome());

    assertEquals(
        List.of("t"), query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"));
  }

  /** It cannot be told what an earlier attempt made, so it is executed once and no second time. */
  @Test
  void anIndexThatPostgresqlNames() throws Exception {
    given("V2__s.sql", "CREATE INDEX CONCURRENTLY ON n (n);");
    try (Connection gate = TestPostgres.connect(database);
        var statement = gate.createStatement()) {
      gate.setAutoCommit(false);
      statement.execute("LOCK TABLE n IN ROW EXCLUSIVE MODE");
      CompletableFuture<Run> run = CompletableFuture.supplyAsync(this::run);
      while (query(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event_type ="
                  + " 'Lock' AND query LIKE '%CONCURRENTLY%' AND datname = current_database()")
          .isEmpty()) {
        assertTrue(!run.isDone(), "it did not get as far as to wait");
        Thread.onSpinWait();
      }
      Throwable problem = assertThrows(CompletionException.class, run::join).getCause();
      assertEquals(Outcome.INTERRUPTED, ((Interrupted) problem).run().outcome());
    }

    InvalidMigration cutOff = refused(Invalid.class).migrations().get(0);

    assertEquals(Reason.CUT_OFF, cutOff.reason());
    assertEquals(1, cutOff.line());
    assertTrue(cutOff.hint().contains("invalid index"), cutOff.hint());
    givenInDatabase("DROP INDEX n_n_idx");
    process()
        .history()
        .repair(
            new RepairRequest(null, null, new RepairRequest.GoOn("V2__s.sql", 1)),
            Requester.UNKNOWN);
    assertEquals(Outcome.SUCCEEDED, run().outcome());
    assertEquals(
        List.of("n_n_idx"),
        query("SELECT indexrelid::regclass::text FROM pg_index WHERE indrelid = 'n'::regclass"));
  }

  private void givenScript(String declared, String script) throws Exception {
    given("V2__s.sql", script);
    if (!declared.equals("none")) {
      given("V2__s.sql.conf", "executeInTransaction=" + declared);
    }
  }

  private void cutOffInThePause() throws Exception {
    try (Connection gate = TestPostgres.connect(database);
        var statement = gate.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(7)");
      CompletableFuture<Run> run = CompletableFuture.supplyAsync(this::run);
      while (query(
              "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE wait_event = 'advisory'"
                  + " AND datname = current_database()")
          .isEmpty()) {
        assertTrue(!run.isDone(), "it did not get as far as to wait");
        Thread.onSpinWait();
      }
      Throwable problem = assertThrows(CompletionException.class, run::join).getCause();
      assertEquals(Outcome.INTERRUPTED, ((Interrupted) problem).run().outcome());
    }
  }
}
