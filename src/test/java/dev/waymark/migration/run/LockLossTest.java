package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.Interrupted;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import java.sql.Connection;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Scripts that lose what a run stands on: its lock, or its connection. */
@Timeout(60)
class LockLossTest extends MigrationTesting {
  private static final String GIVES_AWAY =
      """
      CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS
      $$ BEGIN PERFORM pg_advisory_unlock_all(); END $$;
      """;

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          LOSES_LOCK       | 1 | DISCARD ALL;
          LOSES_LOCK       | 2 | SELECT 1;\\nSELECT pg_catalog.pg_advisory_unlock_all();
          LOSES_LOCK       | 2 | DO $$\\nBEGIN PERFORM pg_advisory_unlock_all(); END $$;
          LOSES_CONNECTION | 1 | SET client_encoding = 'LATIN1';
          LOSES_CONNECTION | 1 | SET NAMES 'latin1';
          LOSES_CONNECTION | 2 | SELECT 1;\\nSET LOCAL DateStyle TO German;
          LOSES_CONNECTION | 1 | set datestyle = 'SQL, DMY';
          LOSES_CONNECTION | 1 | SELECT pg_catalog.set_config('client_encoding', 'SQL_ASCII', false);
          LOSES_CONNECTION | 1 | DO $$ BEGIN SET datestyle = postgres; END $$;
          LOSES_CONNECTION | 1 | SELECT pg_terminate_backend(pg_backend_pid());
          """)
  void whatTheTextShowsIsRefusedBeforehand(Reason reason, int line, String script)
      throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", script.translateEscapes());

    InvalidMigration invalid = refused(Invalid.class).migrations().get(0);

    assertEquals(reason, invalid.reason());
    assertEquals(line, invalid.line());
    assertEquals(List.of(), tables());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "SET client_encoding = 'UTF8'; SET datestyle TO 'ISO, DMY'; SET NAMES 'utf-8';",
        "SET datestyle = DMY; RESET datestyle; SET client_encoding TO DEFAULT; DISCARD PLANS;",
        "SELECT pg_advisory_lock(42); SELECT pg_advisory_unlock(42);",
        "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'SELECT pg_advisory_unlock_all()';",
        "CREATE TABLE n (client_encoding text); UPDATE n SET client_encoding = 'LATIN1';",
        "COMMENT ON SCHEMA public IS 'DISCARD ALL; SET datestyle = German';",
      })
  void whatOnlyLooksLikeItRuns(String script) throws Exception {
    given("V1__a.sql", script);

    assertEquals(Outcome.SUCCEEDED, run().outcome());
  }

  @ParameterizedTest
  @ValueSource(strings = {"V2__b.sql", "V2__b.sql.conf"})
  void aLockThatAFunctionGivesAwayIsTakenAgainAndNoOtherRunBeginsMeanwhile(String file)
      throws Exception {
    given("V1__a.sql", GIVES_AWAY);
    given("V2__b.sql", "SELECT f();", "SELECT pg_advisory_xact_lock(7);");
    if (file.endsWith("conf")) {
      given(file, "executeInTransaction=false");
    }
    given("V3__c.sql", "CREATE TABLE c ();");
    try (Connection gate = TestPostgres.connect(database);
        var statement = gate.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(7)");
      CompletableFuture<Run> first = CompletableFuture.supplyAsync(this::run);
      while (query(waiting()).isEmpty()) {
        assertFalse(first.isDone(), "it did not get as far as to wait");
        Thread.onSpinWait();
      }

      CompletableFuture<Run> second = CompletableFuture.supplyAsync(this::run);
      while (query(asking()).isEmpty()) {
        Thread.onSpinWait();
      }
      assertEquals(List.of("1"), query("SELECT count(*) FROM waymark.run"));
      statement.execute("SELECT pg_advisory_unlock(7)");

      assertEquals(Outcome.SUCCEEDED, first.get().outcome());
      assertTrue(second.get().joined() || second.get().outcome() == Outcome.NOTHING_PENDING);
    }
    assertEquals(
        List.of("1", "2", "3"),
        query("SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank"));
  }

  /**
   * The first time it may have been anybody; a caller who asks again must not be told that for
   * ever.
   */
  @ParameterizedTest
  @ValueSource(strings = {"V2__b.sql", "V2__b.sql.conf", "afterMigrate.sql"})
  void aStatementThatEndsItsOwnSessionInAFunction(String file) throws Exception {
    given(
        "V1__a.sql",
        "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS",
        "$$ BEGIN PERFORM pg_terminate_backend(pg_backend_pid()); END $$;");
    given("V2__b.sql", "CREATE TABLE b ();", file.startsWith("V") ? "SELECT f();" : "");
    if (file.endsWith("conf")) {
      given(file, "executeInTransaction=false");
    } else if (!file.startsWith("V")) {
      given(file, "", "SELECT f();");
    }
    Run interrupted = refused(Interrupted.class).run();

    Failed failed = refused(Failed.class);

    assertEquals(file.replace(".conf", ""), failed.failure().script());
    assertEquals(2, failed.failure().line());
    assertTrue(failed.failure().hint().contains(interrupted.id()), failed.failure().hint());
    assertEquals(file.equals("V2__b.sql") ? List.of() : List.of("b"), tables());
    // Somebody may have mended the function.
    givenInDatabase(
        "CREATE OR REPLACE FUNCTION f() RETURNS void LANGUAGE sql AS 'SELECT pg_sleep(0)'");
    assertEquals(Outcome.SUCCEEDED, run().outcome());
    assertEquals(List.of("b"), tables());
  }

  @Test
  void whatFailsAfterTheLockWasGivenAwayIsWhatIsTold() throws Exception {
    given("V1__a.sql", GIVES_AWAY);
    given("V2__b.sql", "SELECT f();", "SELECT 1 / 0;");

    MigrationFailure failure = refused(Failed.class).failure();

    assertEquals("22012", failure.sqlState());
    assertEquals(2, failure.line());
  }

  @ParameterizedTest
  @ValueSource(strings = {"beforeMigrate.sql", "afterMigrate.sql", "beforeEachMigrate.sql"})
  void aCallbackThatGivesTheLockAway(String callback) throws Exception {
    given("V1__a.sql", GIVES_AWAY);
    run();
    given(callback, "SELECT f();");
    given("V2__b.sql", "CREATE TABLE b ();");

    assertEquals(Outcome.SUCCEEDED, run().outcome());
    assertEquals(List.of("b"), tables());
  }

  @Test
  void aRunWhoseLockIsGivenAwayIsStillRunning() throws Exception {
    given("V1__a.sql", GIVES_AWAY);
    given("V2__b.sql", "SELECT f();", "SELECT pg_advisory_xact_lock(7);");
    try (Connection gate = TestPostgres.connect(database);
        var statement = gate.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(7)");
      CompletableFuture<Run> run = CompletableFuture.supplyAsync(this::run);
      while (query(waiting()).isEmpty()) {
        assertFalse(run.isDone(), "it did not get as far as to wait");
        Thread.onSpinWait();
      }

      assertEquals(List.of("t"), query("SELECT running FROM waymark.run_now"));

      statement.execute("SELECT pg_advisory_unlock(7)");
      run.join();
    }
    assertEquals(List.of("f"), query("SELECT running FROM waymark.run_now"));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"set_config('datestyle', v, false)", "set_config('client_encoding', v, false)"})
  void whatOnlyTheRunShowsIsTheScriptsFailureAgainAndAgain(String setting) throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given(
        "V2__b.sql",
        "SELECT 1;",
        "DO $$ DECLARE v text := '%s'; BEGIN PERFORM %s; END $$;"
            .formatted(setting.contains("style") ? "German" : "LATIN1", setting));

    for (int again = 0; again < 2; again++) {
      Failed failed = refused(Failed.class);

      assertEquals(2, failed.failure().line());
      assertTrue(
          String.valueOf(failed.failure().hint()).startsWith("Leave out"),
          () -> failed.failure().toString());
      assertEquals(Outcome.FAILED, failed.run().outcome());
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"08006", "08001", "3D000", "57P01", "53300", "28000", "57P03", "08P01"})
  void noSqlStateThatAStatementFailsWithIsTakenForALostConnection(String sqlState)
      throws Exception {
    given("V1__a.sql", "DO $$ BEGIN RAISE 'x' USING ERRCODE = '%s'; END $$;".formatted(sqlState));

    Failed failed = refused(Failed.class);

    assertEquals(sqlState, failed.failure().sqlState());
    assertEquals(Outcome.FAILED, failed.run().outcome());
  }

  @Test
  void theCauseOfWhatACalledProcedureMayNot() throws Exception {
    given("V1__p.sql", "CREATE PROCEDURE p() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;");
    given("V2__b.sql", "CALL p();");

    assertTrue(refused(Failed.class).failure().hint().contains("executeInTransaction=false"));
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          SET SESSION AUTHORIZATION %s; CREATE TEMP TABLE x (); | RESET SESSION AUTHORIZATION
          CREATE SCHEMA s; SET ROLE %s; CREATE TABLE s.x ();       | RESET ROLE
          SET default_transaction_read_only = on; COMMIT; SELECT 1; CREATE TABLE x (); | default_transaction_read_only
          """)
  void theCauseIsInTheHint(String script, String cause) throws Exception {
    // As PostgreSQL 15 and newer make it.
    String role = givenRole("REVOKE CREATE ON SCHEMA public FROM PUBLIC");
    given("V1__a.sql", script.replace("%s", role));

    MigrationFailure failure = refused(Failed.class).failure();

    assertTrue(String.valueOf(failure.hint()).contains(cause), failure::toString);
  }

  @Test
  void aParameterByItsNumberIsWhatFlywayCannotRead() throws Exception {
    given("V1__a.sql", "CREATE FUNCTION g(a int) RETURNS int BEGIN ATOMIC SELECT a; END;");
    run();
    given("V2__b.sql", "CREATE FUNCTION h(int) RETURNS int BEGIN ATOMIC SELECT $1; END;");

    InvalidMigration invalid = refused(Invalid.class).migrations().get(0);

    assertTrue(invalid.hint().contains("name the function's parameters"), invalid::toString);
  }

  private static String waiting() {
    return "SELECT 1 FROM pg_stat_activity WHERE wait_event = 'advisory'"
        + " AND datname = current_database()";
  }

  /** Somebody has asked for the lock and not got it. */
  private static String asking() {
    return "SELECT 1 FROM pg_stat_activity WHERE datname = current_database()"
        + " AND query LIKE '%pg_try_advisory_xact_lock_shared%' AND state = 'idle'"
        + " AND pid <> pg_backend_pid()";
  }
}
