package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;

class FailedMigrationTest extends MigrationTesting {

  @Test
  void saysWhereAndWhyInPostgresqlsWords() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int PRIMARY KEY);");
    given(
        "sub/V2__b.sql",
        "-- the second",
        "CREATE TABLE b ();",
        "",
        "INSERT INTO a",
        "VALUES (1), (1);");
    given("V3__c.sql", "CREATE TABLE c ();");

    MigrationFailure failure = refused(Failed.class).failure();

    assertEquals("sub/V2__b.sql", failure.script());
    assertEquals("2", failure.version());
    assertEquals(4, failure.line());
    assertEquals("INSERT INTO a\nVALUES (1), (1)", failure.statement());
    assertEquals("23505", failure.sqlState());
    assertEquals("duplicate key value violates unique constraint \"a_pkey\"", failure.message());
    assertEquals("Key (id)=(1) already exists.", failure.databaseDetail());
    assertNull(failure.databaseHint());
    assertTrue(failure.transactional());
  }

  @Test
  void passesOnTheHint() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);", "SELECT idd FROM a;");

    MigrationFailure failure = refused(Failed.class).failure();

    assertEquals("42703", failure.sqlState());
    assertEquals("Perhaps you meant to reference the column \"a.id\".", failure.databaseHint());
  }

  @Test
  void whatWasAppliedStaysAndWhatFailedLeavesNothingBehind() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();", "SELECT 1 / 0;");
    given("V3__c.sql", "CREATE TABLE c ();");
    given("R__v.sql", "CREATE VIEW v AS SELECT 1;");

    Run run = refused(Failed.class).run();

    assertEquals(List.of("a"), tables());
    assertEquals(List.of("1"), query("SELECT version FROM flyway_schema_history"));
    assertEquals(Outcome.FAILED, run.outcome());
    assertEquals("1", run.toVersion());
    assertEquals(1, run.applied());
    assertEquals(
        List.of("V1__a.sql success", "V2__b.sql failed", "V3__c.sql pending", "R__v.sql pending"),
        run.migrations().stream().map(it -> it.script() + " " + it.state()).toList());

    given("V2__b.sql", "CREATE TABLE b ();");
    Run mended = run();

    assertEquals(3, mended.applied());
    assertEquals("3", mended.toVersion());
  }

  @Test
  void outsideATransactionItSaysSoAndStaysMarked() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);");
    given("V2__i.sql", "CREATE TABLE i ();", "SELECT 1 / 0;");
    given("V2__i.sql.conf", "executeInTransaction=false");

    MigrationFailure failure = refused(Failed.class).failure();

    assertEquals("V2__i.sql", failure.script());
    assertEquals("22012", failure.sqlState());
    assertEquals(2, failure.line());
    assertFalse(failure.transactional());
    MigrationStatus status = status();
    assertEquals(List.of("V2__i.sql"), scripts(status.failed()));
    assertEquals("1", status.currentVersion());
    InvalidMigration invalid = refused(Invalid.class).migrations().get(0);
    assertEquals(Reason.FAILED_EARLIER, invalid.reason());
    assertEquals(List.of(invalid), status.invalid());
  }

  @Test
  void aConcurrentBuildThatFailedIsTriedAgainWhenTheRowsAreMended() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);", "INSERT INTO a VALUES (1), (1);");
    given("V2__i.sql", "CREATE UNIQUE INDEX CONCURRENTLY i ON a (id);");

    Run failed = refused(Failed.class).run();

    assertFalse(failed.failure().transactional());
    assertTrue(failed.failure().hint().startsWith("Remove the duplicates, then run again"));
    assertEquals(
        List.of("f"), query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"));
    MigrationStatus status = status();
    assertEquals(List.of("V2__i.sql"), scripts(status.pending()));
    assertEquals(List.of(), status.invalid());
    assertEquals(status.discrepancies().get(0).hint(), failed.invalidIndexes().get(0).mend());
    assertEquals("23505", refused(Failed.class).failure().sqlState());

    givenInDatabase("DELETE FROM a WHERE ctid = '(0,2)'");

    assertEquals(List.of(), run().invalidIndexes());
    assertEquals(List.of(), status().discrepancies());
    assertEquals(
        List.of("t"), query("SELECT indisvalid FROM pg_index WHERE indexrelid = 'i'::regclass"));
  }

  @Test
  void aScriptThatEndsInTheMiddleOfAStatement() throws Exception {
    given("V1__a.sql", "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS $$ SELECT 1");

    MigrationFailure failure = refused(Failed.class).failure();

    assertEquals("V1__a.sql", failure.script());
    assertFalse(failure.message().isBlank());
  }

  @Test
  void aCallbackThatFails() throws Exception {
    given("beforeMigrate.sql", "SELECT nonsense;");
    given("V1__a.sql", "CREATE TABLE a ();");

    MigrationFailure failure = refused(Failed.class).failure();

    assertEquals("beforeMigrate.sql", failure.script());
    assertEquals(1, failure.line());
    assertEquals("42703", failure.sqlState());
    assertEquals(List.of(), tables());
  }

  @Test
  void showsNoSecret() throws Exception {
    placeholders.put("apiKey", "s3cret-key");
    placeholders.put("pin", "0x7");
    given("V1__a.sql", "CREATE TABLE a ();", "SELECT '${apiKey}'::int;");
    assertSecretsStayHidden(refused(Failed.class));

    given("V1__a.sql", "CREATE ROLE %s_x PASSWORD 's3cret-word' NONSENSE;".formatted(database));
    assertSecretsStayHidden(refused(Failed.class));
  }

  private static void assertSecretsStayHidden(Failed failed) {
    StringWriter all = new StringWriter();
    failed.printStackTrace(new PrintWriter(all));
    all.append(failed.failure().toString()).append(failed.run().toString());

    assertFalse(all.toString().contains("s3cret"), all::toString);
  }
}
