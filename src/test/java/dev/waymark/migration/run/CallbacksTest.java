package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.verification.report.VerificationStatus;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.flywaydb.core.api.callback.Event;
import org.junit.jupiter.api.Test;

/** What Flyway executes at its events, whenever Flyway would. */
class CallbacksTest extends MigrationTesting {

  @Test
  void whatFailedAfterTheLastMigrationIsDoneByTheNextRun() throws Exception {
    String role = database + "_reader";
    given("V1__a.sql", "CREATE TABLE a ();");
    given("afterMigrate.sql", "GRANT SELECT ON a TO " + role + ";");
    Failed failed = refused(Failed.class);
    assertEquals("afterMigrate.sql", failed.failure().script());
    givenInDatabase("CREATE ROLE " + role);

    Run run = run();

    assertEquals(Outcome.SUCCEEDED, run.outcome());
    assertEquals(List.of(), run.migrations());
    assertEquals(
        List.of("true"),
        query("SELECT pg_catalog.has_table_privilege('" + role + "', 'a', 'SELECT')::text"));
  }

  @Test
  void whatACallbackChangesIsVerifiedAfterEachRun() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("afterMigrate__views.sql", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;");
    run();
    givenInDatabase("DROP VIEW v");

    Run run = run();

    assertEquals(Outcome.SUCCEEDED, run.outcome());
    assertEquals(List.of("1"), query("SELECT one::text FROM v"));
    assertEquals(VerificationStatus.VERIFIED, run.verification().status());
  }

  @Test
  void whatFailsAtAnErrorDoesNotHideTheError() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();", "SELECT 1 / 0;");
    given("afterEachMigrateError.sql", "CREATE TABLE told ();");
    given("afterMigrateError.sql", "CREATE TABLE told_after ();");

    MigrationFailure failure = refused(Failed.class).failure();

    assertEquals("V1__a.sql", failure.script());
    assertEquals(2, failure.line());
    assertEquals("22012", failure.sqlState());
    assertTrue(failure.hint().contains("afterEachMigrateError"), failure.hint());
    assertEquals(List.of("told_after"), tables());
  }

  @Test
  void everyEventIsFlywaysOwnInItsOrder() throws Exception {
    givenCallbacks();
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");
    given("R__c.sql", "CREATE OR REPLACE VIEW c AS SELECT 1 AS one;");

    List<List<String>> waymark = new ArrayList<>();
    givenLog();
    for (int run = 0; run < 3; run++) {
      run();
      waymark.add(logged());
      changed(run);
    }
    List<List<String>> flyway = new ArrayList<>();
    database = TestPostgres.createDatabase();
    givenLog();
    given("R__c.sql", "CREATE OR REPLACE VIEW c AS SELECT 1 AS one;");
    for (int run = 0; run < 3; run++) {
      plainFlyway().migrate();
      flyway.add(logged());
      changed(run);
    }

    assertEquals(flyway, waymark);
  }

  /** Nothing is pending in the second run, and one repeatable migration in the third. */
  private void changed(int run) throws Exception {
    if (run == 1) {
      given("R__c.sql", "CREATE OR REPLACE VIEW c AS SELECT 2 AS one;");
    }
  }

  private void givenCallbacks() throws Exception {
    for (String event : Arrays.stream(Event.values()).map(Event::getId).distinct().toList()) {
      given(event + ".sql", "INSERT INTO audit.log (event) VALUES ('" + event + "');");
    }
  }

  private void givenLog() throws Exception {
    givenInDatabase("CREATE SCHEMA audit");
    givenInDatabase("CREATE TABLE audit.log (number int GENERATED ALWAYS AS IDENTITY, event text)");
  }

  private List<String> logged() throws Exception {
    List<String> events = query("SELECT event FROM audit.log ORDER BY number");
    givenInDatabase("TRUNCATE audit.log");
    return events;
  }
}
