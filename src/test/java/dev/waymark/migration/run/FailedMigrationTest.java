package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import dev.waymark.migration.Excerpt;
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
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

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
    assertEquals("Key (id)=(***) already exists.", failure.databaseDetail());
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

  @ParameterizedTest(name = "{0}")
  @MethodSource("placesOfErrors")
  void pointsWherePostgresqlPointsInTheFile(
      String what, List<String> lines, String place, String excerpt, int caret) throws Exception {
    placeholders.put("short", "a value that is longer than its placeholder");
    placeholders.put("lines", "1,\n2,\n3");
    placeholders.put("wrong", "nonsense nonsense");
    given("V1__a.sql", lines.toArray(String[]::new));

    MigrationFailure failure = refused(Failed.class).failure();

    assertEquals(place, failure.line() + ":" + failure.column());
    assertEquals(excerpt, failure.excerpt().text());
    assertEquals(caret, failure.excerpt().caret());
    assertNull(failure.excerpt().query());
  }

  static List<Arguments> placesOfErrors() {
    return List.of(
        arguments(
            "a syntax error far below the statement's beginning",
            List.of("-- first", "SELECT 1; SELECT", "  1,", "  2 frm pg_class;"),
            "4:9",
            "  2 frm pg_class",
            9),
        arguments(
            "no syntax error, on the line of another statement",
            List.of("SELECT 1; SELECT nope FROM pg_class;"),
            "1:18",
            "SELECT nope FROM pg_class",
            8),
        arguments(
            "below comments of its own",
            List.of("-- one", "-- two", "/* three", "four */", "", "SELECT 1,", "  nope;"),
            "7:3",
            "  nope",
            3),
        arguments(
            "below comments of its own, behind a placeholder",
            List.of("SELECT '${short}';", "-- one", "", "/* two */ SELECT '${short}',", "  nope;"),
            "5:3",
            "  nope",
            3),
        arguments("the end of the input", List.of("SELECT 1 +", "  2 *;"), "2:6", "  2 *", 6),
        arguments(
            "characters of several bytes, and of two units",
            List.of("SELECT 'größe 😀' AS \"größe 😀\", nope;"),
            "1:32",
            "SELECT '***' AS \"größe 😀\", nope",
            28),
        arguments(
            "tabs, and a secret before it",
            List.of("SELECT", "\t'a secret', /* and a comment */\tnope;"),
            "2:34",
            "\t'***',  \tnope",
            11),
        arguments(
            "a secret of several lines before it",
            List.of("SELECT 'one", "two', nope;"),
            "2:7",
            "SELECT '***', nope",
            15),
        arguments(
            "the secret itself", List.of("SELECT", "  int 'a secret';"), "2:7", "  int '***'", 7),
        arguments(
            "a placeholder before it whose value has another length",
            List.of("SELECT '${short}', nope;"),
            "1:20",
            "SELECT '${short}', nope",
            20),
        arguments(
            "a placeholder before it whose value has several lines",
            List.of("SELECT ${lines}", ", 4;", "SELECT 1,", "nope;"),
            "4:1",
            "nope",
            1),
        arguments(
            "in a placeholder's value", List.of("SELECT 1", "  ${wrong};"), "2:3", "  ${wrong}", 3),
        arguments(
            "in a function's body",
            List.of(
                "CREATE FUNCTION f() RETURNS int LANGUAGE plpgsql AS $$",
                "BEGIN -- look",
                "  RETRN 1;",
                "END $$;"),
            "3:3",
            "  RETRN 1;",
            3),
        arguments(
            "after a byte order mark", List.of("\uFEFFSELECT nope;"), "1:8", "SELECT nope", 8),
        arguments(
            "lines that end as on Windows",
            List.of("SELECT 1,\r", "  nope,\r", "  2;\r"),
            "2:3",
            "  nope,",
            3),
        arguments(
            "a long line",
            List.of("SELECT " + "1, ".repeat(100) + "nope" + ", 2".repeat(100) + ";"),
            "1:308",
            "..."
                + ("1, ".repeat(100)).substring(200)
                + "nope"
                + (", 2".repeat(100)).substring(0, 96)
                + "...",
            104));
  }

  @Test
  void pointsIntoTheQueryOfABlock() throws Exception {
    given(
        "V1__a.sql",
        "SELECT 1;",
        "DO $$",
        "BEGIN",
        "  PERFORM 'a secret',",
        "    nope FROM pg_class;",
        "END $$;");

    MigrationFailure failure = refused(Failed.class).failure();

    assertEquals(2, failure.line());
    assertNull(failure.column());
    assertEquals(
        new Excerpt(
            "    nope FROM pg_class",
            5,
            "SELECT '***',\n    nope FROM pg_class",
            "PL/pgSQL function inline_code_block line 3 at PERFORM"),
        failure.excerpt());
  }

  @Test
  void pointsNowhereWherePostgresqlDoesNot() throws Exception {
    given("V1__a.sql", "SELECT ${lines}", ", 4;", "SELECT 1 / 0;");
    placeholders.put("lines", "1,\n2,\n3");

    MigrationFailure failure = refused(Failed.class).failure();

    assertEquals(3, failure.line());
    assertNull(failure.column());
    assertNull(failure.excerpt());
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
