package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.flyway.FlywayEngine;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whether two replicas have the same scripts. */
class SourceDigestTest extends MigrationTesting {

  @Test
  void twoReplicasWithTheSameScriptsHaveTheSame(@TempDir Path other) throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();", "CREATE TABLE b ();");
    given("V2__c.sql", "CREATE TABLE c ();");
    given("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT '${flyway:timestamp}' AS value;");
    String here = engine().sourceDigest();

    folder = other;
    given("R__v.sql", "CREATE OR REPLACE VIEW v AS SELECT '${flyway:timestamp}' AS value;");
    given("of/2026/V2__c.sql", "CREATE TABLE c ();");
    given("V1__a.sql", "CREATE TABLE a ();\r", "CREATE TABLE b ();");

    assertEquals(here, engine().sourceDigest());
  }

  @ParameterizedTest
  @CsvSource({
    "V1__a.sql, CREATE TABLE b ();",
    "V1__a.sql.conf, executeInTransaction=false",
    "V2__a.sql, CREATE TABLE a ();",
    "R__v.sql, SELECT 1;",
    "afterMigrate.sql, SELECT 1;"
  })
  void itDiffersWhenAScriptIsChangedOrAdded(String file, String content) throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    FlywayEngine engine = engine();
    String before = engine.sourceDigest();

    given(file, content);

    assertNotEquals(before, engine.sourceDigest());
    assertEquals(engine().sourceDigest(), engine.sourceDigest());
  }

  @Test
  void itDiffersWhenAScriptIsCalledOtherwise() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    FlywayEngine engine = engine();
    String before = engine.sourceDigest();

    Files.move(folder.resolve("V1__a.sql"), folder.resolve("V1__b.sql"));

    assertNotEquals(before, engine.sourceDigest());
  }

  @Test
  void whatIsNoScriptDoesNotCount() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    FlywayEngine engine = engine();
    String before = engine.sourceDigest();

    given("README.md", "Migrations of the members' community");

    assertEquals(before, engine.sourceDigest());
  }

  @Test
  void aScriptThatCannotBeReadHasNone() throws Exception {
    Files.write(folder.resolve("V1__a.sql"), new byte[] {(byte) 0xFC});

    assertThrows(Invalid.class, engine()::sourceDigest);
  }
}
