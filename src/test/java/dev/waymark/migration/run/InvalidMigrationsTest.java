package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationException.SourceUnreadable;
import dev.waymark.migration.Run;
import dev.waymark.migration.check.Remark;
import dev.waymark.migration.flyway.SourceCheck;
import java.nio.file.Files;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a run from starting; nothing of it reaches the database. */
class InvalidMigrationsTest extends MigrationTesting {

  /** What only the history knows. */
  private static final Set<Reason> OF_THE_HISTORY =
      EnumSet.of(
          Reason.CHANGED_AFTER_APPLIED,
          Reason.DESCRIPTION_CHANGED,
          Reason.TYPE_CHANGED,
          Reason.MISSING,
          Reason.FAILED_EARLIER,
          Reason.OUT_OF_ORDER,
          Reason.CUT_OFF);

  @Test
  void aScriptThatWasChangedAfterItWasApplied() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    run();
    given("V1__a.sql", "CREATE TABLE a (id int);");
    given("V2__b.sql", "CREATE TABLE b ();");

    InvalidMigration invalid = only(Reason.CHANGED_AFTER_APPLIED);

    assertEquals("1", invalid.version());
    assertEquals("V1__a.sql", invalid.script());
    Migration changed = status().changed().get(0);
    assertTrue(invalid.detail().contains("was " + changed.checksum()), invalid.detail());
    assertTrue(invalid.detail().contains("now " + changed.resolvedChecksum()), invalid.detail());
    assertEquals(List.of(invalid), status().invalid());
    assertFalse(status().upToDate());
    assertEquals(List.of("a"), tables());
  }

  @Test
  void aScriptThatWasRenamed() throws Exception {
    given("V1__before.sql", "CREATE TABLE a ();");
    run();
    Files.move(folder.resolve("V1__before.sql"), folder.resolve("V1__after.sql"));

    InvalidMigration invalid = only(Reason.DESCRIPTION_CHANGED);

    assertTrue(invalid.detail().contains("\"before\""), invalid.detail());
    assertTrue(invalid.detail().contains("\"after\""), invalid.detail());
  }

  @Test
  void aScriptThatIsGone() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", "CREATE TABLE b ();");
    run();
    Files.delete(folder.resolve("V1__a.sql"));

    InvalidMigration invalid = only(Reason.MISSING);

    assertEquals("V1__a.sql", invalid.script());
    assertEquals(List.of("V1__a.sql"), scripts(status().missing()));
  }

  @Test
  void twoScriptsOfOneVersion() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("sub/V1.0__b.sql", "CREATE TABLE b ();");

    InvalidMigration invalid = only(Reason.DUPLICATE);

    assertEquals("V1__a.sql and sub/V1.0__b.sql have the same version, 1.", invalid.detail());
    assertEquals("1", invalid.version());
    assertEquals(List.of(), tables());
  }

  @Test
  void twoRepeatableScriptsOfOneDescription() throws Exception {
    given("a/R__v.sql", "SELECT 1;");
    given("b/R__v.sql", "SELECT 2;");

    InvalidMigration invalid = only(Reason.DUPLICATE);

    assertEquals(
        "a/R__v.sql and b/R__v.sql are repeatable and have the same description.",
        invalid.detail());
  }

  /** So many are read on two threads, from both ends. */
  @Test
  void someOfManyInTheirOrder() throws Exception {
    List<String> wrong = List.of("V1__t.sql", "V60__t.sql", "V119__t.sql", "V120__t.sql");
    for (int version = 1; version <= 120; version++) {
      String script = "V" + version + "__t.sql";
      given(script, wrong.contains(script) ? "SELECT ${unknown};" : "SELECT 1;");
    }

    Invalid refused = refused(Invalid.class);

    assertEquals(wrong, refused.migrations().stream().map(InvalidMigration::script).toList());
    assertEquals(refused.migrations(), status().invalid());

    List<String> unreadable = List.of("V100__t.sql", "V3__t.sql");
    for (String script : unreadable) {
      Files.write(folder.resolve(script), new byte[] {'-', '-', (byte) 0xff});
    }
    refused = refused(Invalid.class);

    assertEquals(unreadable, refused.migrations().stream().map(InvalidMigration::script).toList());
  }

  @Test
  void anEmptyFolderInTheScriptsPlace() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    Files.createDirectory(folder.resolve("V2__b.sql"));

    SourceUnreadable refused = refused(SourceUnreadable.class);

    assertTrue(
        refused.getMessage().contains("V2__b.sql is called like a script and is an empty folder"),
        refused.getMessage());
    Files.writeString(folder.resolve("V2__b.sql/V3__c.sql"), "CREATE TABLE c ();");
    assertEquals("3", run().toVersion());
  }

  @ParameterizedTest
  @CsvSource({
    "V2_b.sql, V2__b.sql",
    "V2_b.SQL, V2__b.sql",
    "V2_1_b.sql, V2_1__b.sql",
    "V2-b.sql, V2__b.sql",
    "v2__b.sql, V2__b.sql",
    "v2_b.sql, V2__b.sql",
    "V__b.sql, V2__what_it_does.sql",
    "V_b.sql, V2__what_it_does.sql",
    "Vx__b.sql, V2__what_it_does.sql",
    "V2.x__b.sql, V2__what_it_does.sql",
    "2__b.sql, V2__what_it_does.sql",
    "20261126.1__b.sql, V2__what_it_does.sql",
    "R2__b.sql, R__b.sql",
    "R_b.sql, R__b.sql",
    "R.sql, R__what_it_makes.sql",
    "r__b.sql, R__b.sql",
    "b2__b.sql, B2__b.sql",
    "B2_b.sql, B2__b.sql",
    "aftermigrate.sql, afterMigrate.sql",
    "after_migrate__grants.sql, afterMigrate__grants.sql",
    "afterMigrate_grants.sql, afterMigrate__grants.sql"
  })
  void aNameThatIsAlmostOne(String name, String meant) throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("sub/" + name, "CREATE TABLE b ();");

    InvalidMigration invalid = only(Reason.BAD_NAME);

    assertEquals("sub/" + name, invalid.script());
    assertTrue(invalid.hint().contains(" " + meant + "."), invalid.hint());
    assertEquals(List.of(), tables());
    // Plain Flyway passes it over, and says that all is well.
    plainFlyway().migrate();
    assertEquals(List.of("a"), tables());
  }

  /** Flyway's parser looks for the end for ever. */
  @Test
  @Timeout(60)
  void rowsThatNothingEnds() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);");
    given("V2__b.sql", "", "COPY a FROM stdin;", "1", "2");

    InvalidMigration invalid = only(Reason.UNREADABLE);

    assertEquals("V2__b.sql", invalid.script());
    assertTrue(invalid.detail().contains("COPY FROM stdin on line 2"), invalid.detail());
    assertTrue(invalid.hint().contains("\\."), invalid.hint());
    assertEquals(List.of(), tables());
  }

  @Test
  void everyBadNameIsToldAtOnce() throws Exception {
    given("V1_a.sql");
    given("sub/v2__b.sql");
    given("README.md", "not a script");

    Invalid invalid = refused(Invalid.class);

    assertEquals(
        List.of("V1_a.sql", "sub/v2__b.sql"),
        invalid.migrations().stream().map(InvalidMigration::script).toList());
  }

  @Test
  void aVersionBelowTheCurrentOneIsRefusedUnlessThatIsAllowed() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V3__c.sql", "CREATE TABLE c ();");
    run();
    given("V2__b.sql", "CREATE TABLE b ();");

    assertEquals("V2__b.sql", only(Reason.OUT_OF_ORDER).script());
    assertEquals(List.of("V2__b.sql"), scripts(status().outOfOrder()));
    assertEquals(List.of("a", "c"), tables());

    outOfOrder = true;
    Run run = run();

    assertEquals(List.of("V2__b.sql"), scripts(run.migrations()));
    assertEquals("3", run.toVersion());
    assertEquals(List.of("V2__b.sql"), scripts(status().outOfOrder()));
    assertTrue(status().upToDate());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          NEEDS_OWN_SCRIPT         | 2 | CREATE TABLE b (i int);\\nCREATE INDEX CONCURRENTLY i ON b (i);
          NEEDS_OWN_SCRIPT         | 2 | CREATE TABLE b (i int);\\nREINDEX TABLE CONCURRENTLY a;
          TRANSACTION_CONTROL      | 3 | BEGIN;\\nCREATE TABLE b ();\\nROLLBACK;
          ENUM_LABEL_TOO_EARLY     | 2 | ALTER TYPE e ADD VALUE 'y';\\nCREATE TABLE b (c e DEFAULT 'y');
          PSQL_META_COMMAND        | 2 | CREATE TABLE b ();\\n\\\\i c.sql
          DOWN_PART                | 2 | CREATE TABLE b ();\\n-- migrate:down\\nDROP TABLE a;
          OPEN_COMMENT             | 2 | CREATE TABLE b ();\\n/* begun\\nCREATE TABLE c ();
          OPEN_COMMENT             | 1 | /* a /* b */ CREATE TABLE c ();
          BAD_DIRECTIVE            | 1 | -- waymark: lock_timeout=soon\\nCREATE TABLE b ();
          """)
  void whatCannotGoWellIsSaidBeforeTheFirstStatement(Reason reason, int line, String script)
      throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);", "CREATE TYPE e AS ENUM ('x');");
    given("V2__b.sql", script.translateEscapes());

    InvalidMigration invalid = only(reason);

    assertEquals("2", invalid.version());
    assertEquals("V2__b.sql", invalid.script());
    assertEquals(line, invalid.line());
    assertTrue(invalid.detail().startsWith("V2__b.sql, line " + line + ": "), invalid.detail());
    assertEquals(List.of(invalid), status().invalid());
    assertFalse(status().upToDate());
    assertEquals(List.of(), tables());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {"V2__a.down.sql", "V1__b.down.sql", "V1__a.undo.sql", "R__a.rollback.sql"})
  void aFileThatTakesAnotherOneBackIsNotExecuted(String down) throws Exception {
    given("V1__a.up.sql", "CREATE TABLE a ();");
    given(down, "DROP TABLE IF EXISTS a;");

    InvalidMigration invalid = only(Reason.DOWN_PART);

    assertFalse(invalid.hint().contains("V2__"), invalid.hint());
    assertEquals(List.of(), tables());
  }

  @ParameterizedTest
  @CsvSource({
    "deploy/V1__a.sql, revert/V1__a.sql",
    "up/V1__a.sql, down/V2__a.sql",
    "V1__a.sql, V1__a_down.sql",
    "V1__a.sql, V1__rollback_a.sql"
  })
  void neitherIsOneThatItsFolderOrItsPartnerTellsAsSuch(String up, String down) throws Exception {
    given(up, "CREATE TABLE a ();");
    given(down, "DROP TABLE IF EXISTS a;");

    InvalidMigration invalid = only(Reason.DOWN_PART);

    assertTrue(invalid.hint().contains("U2__what_it_undoes.sql"), invalid.hint());
    assertEquals(List.of(), tables());
  }

  @Test
  void whatPlainFlywayAppliedOfAnotherToolsFileIsNotJudgedAgain() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();", "-- migrate:down", "DROP TABLE a;");
    plainFlyway().migrate();

    assertEquals(List.of(), status().invalid());
    assertTrue(status().upToDate());
  }

  @Test
  void allThatCannotGoWellIsSaidAtOnce() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);", "ROLLBACK;", "\\i b.sql");
    given("V2__b.sql", "VACUUM;", "CREATE TABLE b ();");

    List<InvalidMigration> invalid = refused(Invalid.class).migrations();

    assertEquals(
        List.of(Reason.TRANSACTION_CONTROL, Reason.PSQL_META_COMMAND, Reason.NEEDS_OWN_SCRIPT),
        invalid.stream().map(InvalidMigration::reason).toList());
  }

  @Test
  void whatIsAppliedIsNotJudgedAgain() throws Exception {
    givenInDatabase("CREATE TABLE b (id int)");
    givenInDatabase("DROP TABLE b");
    given("V1__a.sql", "CREATE TABLE a (id int);");
    run();
    given("V2__b.sql", "CREATE TABLE b ();", "ROLLBACK;");
    status();
    givenInDatabase(
        "INSERT INTO flyway_schema_history SELECT 2, '2', 'b', 'SQL', 'V2__b.sql', "
            + status().pending().get(0).resolvedChecksum()
            + ", 'x', now(), 1, true");

    assertEquals(List.of(), status().invalid());
    assertTrue(status().upToDate());
  }

  @Test
  void aSecretInAScriptIsNotInWhatIsSaidAboutIt() throws Exception {
    placeholders.put("key", "s3cret-key");
    given("V1__a.sql", "CREATE TABLE a ();", "CREATE DATABASE d OWNER \"${key}\";");

    InvalidMigration invalid = only(Reason.NEEDS_OWN_SCRIPT);

    assertFalse(invalid.toString().contains("s3cret-key"), invalid.toString());
    assertTrue(invalid.hint().contains("${key}"), invalid.hint());
  }

  private InvalidMigration only(Reason reason) {
    List<InvalidMigration> invalid = refused(Invalid.class).migrations();
    assertEquals(1, invalid.size(), invalid::toString);
    assertEquals(reason, invalid.get(0).reason());
    assertFalse(invalid.get(0).hint().isBlank());
    if (!OF_THE_HISTORY.contains(reason)) {
      assertTheSameIsKnownWithoutADatabase(invalid.get(0));
    }
    return invalid.get(0);
  }

  /** What a pull request is told is what the run would say, in its words and at its place. */
  private void assertTheSameIsKnownWithoutADatabase(InvalidMigration invalid) {
    List<Remark> problems = SourceCheck.of(settings(), Optional.empty()).problems();

    assertEquals(1, problems.size(), problems::toString);
    Remark problem = problems.get(0);
    assertEquals(invalid.reason().code(), problem.reason());
    if (invalid.reason() == Reason.DOWN_PART && invalid.script() == null) {
      // Flyway stops at the pair; a check looks at each file by itself, too.
      return;
    }
    assertEquals(
        List.of(invalid.detail(), invalid.hint()), List.of(problem.detail(), problem.hint()));
    assertEquals(invalid.version(), problem.version());
    assertEquals(invalid.line(), problem.line());
    if (invalid.script() != null) {
      assertEquals(invalid.script(), problem.script());
      assertTrue(problem.file().endsWith("/" + problem.script()), problem.file());
    }
  }
}
