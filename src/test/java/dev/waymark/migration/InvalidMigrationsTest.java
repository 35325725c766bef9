package dev.waymark.migration;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.MigrationException.Invalid;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What keeps a run from starting; nothing of it reaches the database. */
class InvalidMigrationsTest extends MigrationTesting {

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

    assertTrue(invalid.detail().contains("V1__a.sql"), invalid.detail());
    assertTrue(invalid.detail().contains("V1.0__b.sql"), invalid.detail());
    assertEquals(List.of(), tables());
  }

  @Test
  void twoRepeatableScriptsOfOneDescription() throws Exception {
    given("a/R__v.sql", "SELECT 1;");
    given("b/R__v.sql", "SELECT 2;");

    InvalidMigration invalid = only(Reason.DUPLICATE);

    assertTrue(invalid.detail().contains("R__v.sql"), invalid.detail());
  }

  @ParameterizedTest
  @ValueSource(strings = {"V2_b.sql", "V__b.sql", "Vx__b.sql", "2__b.sql", "b.sql", "R2__b.sql"})
  void aFileNameThatIsNone(String name) throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given(name, "CREATE TABLE b ();");

    InvalidMigration invalid = only(Reason.BAD_NAME);

    assertEquals(name, invalid.script());
    assertEquals(List.of(), tables());
  }

  @Test
  void everyBadNameIsToldAtOnce() throws Exception {
    given("a.sql");
    given("sub/b.sql");
    given("README.md", "not a script");

    Invalid invalid = refused(Invalid.class);

    assertEquals(
        List.of("a.sql", "sub/b.sql"),
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

  @Test
  void statementsThatCannotShareATransaction() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);");
    given("V2__b.sql", "CREATE TABLE b (id int);", "CREATE INDEX CONCURRENTLY i ON b (id);");

    InvalidMigration invalid = only(Reason.UNREADABLE);

    assertEquals("V2__b.sql", invalid.script());
    assertTrue(invalid.detail().contains("line 2"), invalid.detail());
    assertEquals(List.of(invalid), status().invalid());
    assertEquals(List.of(), tables());
  }

  private InvalidMigration only(Reason reason) {
    List<InvalidMigration> invalid = refused(Invalid.class).migrations();
    assertEquals(1, invalid.size(), invalid::toString);
    assertEquals(reason, invalid.get(0).reason());
    assertFalse(invalid.get(0).hint().isBlank());
    return invalid.get(0);
  }
}
