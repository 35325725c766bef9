package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationException.SourceUnreadable;
import dev.waymark.migration.Run;
import dev.waymark.migration.flyway.FlywayEngine;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Folders and files as they are found in the world. */
class ScriptFilesTest extends MigrationTesting {

  @Test
  void subfoldersAreRead() throws Exception {
    given("2026/V2__b.sql", "CREATE TABLE b ();");
    given("V1__a.sql", "CREATE TABLE a ();");
    given("views/of everything/R__v.sql", "CREATE VIEW v AS SELECT 1;");

    Run run = run();

    assertEquals(
        List.of("V1__a.sql", "2026/V2__b.sql", "views/of everything/R__v.sql"),
        scripts(run.migrations()));
    assertTrue(status().upToDate());
  }

  @Test
  void aKubernetesConfigMapIsFoundOnce() throws Exception {
    given("..2026_11_22/V1__a.sql", "CREATE TABLE a ();");
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_22"));
    Files.createSymbolicLink(folder.resolve("V1__a.sql"), Path.of("..data/V1__a.sql"));

    Run run = run();

    assertEquals(List.of("V1__a.sql"), scripts(run.migrations()));
    assertTrue(status().upToDate());
  }

  @Test
  void aLinkInACircleIsToldAsUnreadable() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    Files.createSymbolicLink(folder.resolve("again"), folder);

    assertTrue(
        refused(SourceUnreadable.class)
            .getMessage()
            .contains("again leads back to a folder above"));
  }

  @Test
  void aLinkToNothingIsNoMigrationThatIsLeftOutWithoutAWord() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    Files.createSymbolicLink(folder.resolve("V2__b.sql"), Path.of("/not/mounted/V2__b.sql"));

    SourceUnreadable refused = refused(SourceUnreadable.class);

    assertTrue(refused.getMessage().contains("V2__b.sql is a link to what is not there"));
    assertEquals(List.of(), tables());
  }

  @Test
  void aByteOrderMarkIsNoPartOfTheScript() throws Exception {
    given("V1__a.sql", "\uFEFFCREATE TABLE a ();");

    run();

    assertEquals(List.of("a"), tables());
    assertTrue(status().upToDate());
  }

  @Test
  void lineEndingsDoNotChangeTheChecksum() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();", "CREATE TABLE b ();");
    run();
    given("V1__a.sql", "CREATE TABLE a ();\r\nCREATE TABLE b ();\r\n");

    assertTrue(status().upToDate());
  }

  @ParameterizedTest
  @ValueSource(strings = {"", "\n\n", "-- nothing yet", "/* nothing */", ";"})
  void anEmptyScriptIsAppliedAndDoesNothing(String content) throws Exception {
    given("V1__a.sql", content);

    Run run = run();

    assertEquals(1, run.applied());
    assertEquals(List.of(), tables());
  }

  @Test
  void aVeryLargeScriptIsApplied() throws Exception {
    String row = "INSERT INTO a VALUES ('" + "x".repeat(900) + "');\n";
    given("V1__a.sql", "CREATE TABLE a (text text);", row.repeat(5_000));

    run();

    assertEquals(List.of("5000"), query("SELECT count(*)::text FROM a"));
  }

  @Test
  void otherLettersThanEnglishOnes() throws Exception {
    given("V1__größe.sql", "CREATE TABLE größe (naïve text DEFAULT '日本');");

    assertEquals("größe", run().migrations().get(0).description());
    assertEquals(List.of("größe"), tables());
  }

  @Test
  void aVersionedScriptThatIsNotUtf8() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    Files.write(
        folder.resolve("V2__b.sql"), "SELECT 'größe';".getBytes(StandardCharsets.ISO_8859_1));

    InvalidMigration invalid = onlyUnreadable();

    assertEquals("V2__b.sql", invalid.script());
    assertTrue(invalid.detail().contains("UTF-8"), invalid.detail());
    assertEquals(List.of(), tables());
  }

  @ParameterizedTest
  @ValueSource(strings = {"ISO-8859-1", "windows-1252", "UTF-16", "UTF-16LE"})
  void aScriptInTheEncodingThatItsConfigurationNames(String encoding) throws Exception {
    given("V1__a.sql.conf", "encoding=" + encoding);
    given("V2__b.sql", "SELECT 'größe';");
    given("afterMigrate.sql.conf", "encoding=" + encoding);
    Charset charset = Charset.forName(encoding);
    Files.write(
        folder.resolve("V1__a.sql"),
        "CREATE TABLE a (b text DEFAULT 'größe');\r\n".getBytes(charset));
    Files.write(folder.resolve("afterMigrate.sql"), "COMMENT ON TABLE a IS 'ä';".getBytes(charset));

    run();

    assertTrue(status().upToDate());
    assertEquals(
        List.of("'größe'::text"),
        query(
            "SELECT pg_catalog.pg_get_expr(adbin, adrelid) FROM pg_attrdef"
                + " WHERE adrelid = 'a'::regclass"));
    assertEquals(List.of("ä"), query("SELECT pg_catalog.obj_description('a'::regclass)"));
    // The checksum is Flyway's, which is of characters and not of bytes.
    plainFlyway().validate();
  }

  @Test
  void anEncodingThatIsChangedWhileWaymarkRunsCounts() throws Exception {
    FlywayEngine engine = engine();
    Files.write(
        folder.resolve("V1__a.sql"), "SELECT 'größe';".getBytes(StandardCharsets.ISO_8859_1));
    assertThrows(Invalid.class, engine::sourceDigest);

    given("V1__a.sql.conf", "encoding=ISO-8859-1");
    String digest = engine.sourceDigest();
    given("V1__a.sql.conf", "encoding=ISO-8859-5");

    assertNotEquals(digest, engine.sourceDigest());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      textBlock =
          """
          encoding=latin-9000 | latin-9000 | such as encoding=ISO-8859-1
          encoding=           | V2__b.sql | encoding=ISO-8859-1
          encoding=US-ASCII   | not US-ASCII | encoding=ISO-8859-1
          shouldExecute=true  | shouldExecute | Leave shouldExecute out
          executeInTransactoin=false | executeInTransactoin | executeInTransaction
          executeInTransaction=no | executeInTransaction | Mend
          """)
  void aConfigurationThatCannotBeFollowed(String configuration, String detail, String hint)
      throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V2__b.sql", "SELECT 'größe';");
    given("V2__b.sql.conf", configuration);

    InvalidMigration invalid = onlyUnreadable();

    assertEquals("V2__b.sql", invalid.script());
    assertTrue(invalid.detail().contains(detail), invalid.detail());
    assertTrue(invalid.hint().contains(hint), invalid.hint());
    assertEquals(List.of(), tables());
  }

  @Test
  void theFolderIsGone() throws Exception {
    Files.delete(folder);

    SourceUnreadable unreadable = refused(SourceUnreadable.class);

    assertTrue(unreadable.getMessage().contains(folder.toString()), unreadable.getMessage());
    assertThrows(SourceUnreadable.class, this::status);
    Files.createDirectory(folder);
  }

  @Test
  void aScriptThatIsNoSql() throws Exception {
    Files.write(folder.resolve("V1__a.sql"), new byte[] {'S', 'E', 0, 1, 2, ';'});

    assertEquals("V1__a.sql", refused(Failed.class).failure().script());
  }

  private InvalidMigration onlyUnreadable() {
    List<InvalidMigration> invalid = refused(Invalid.class).migrations();
    assertEquals(1, invalid.size(), invalid::toString);
    assertEquals(Reason.UNREADABLE, invalid.get(0).reason());
    return invalid.get(0);
  }
}
