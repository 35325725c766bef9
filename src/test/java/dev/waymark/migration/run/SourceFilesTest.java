package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.migration.LeftOutFile;
import dev.waymark.migration.LeftOutFile.Reason;
import dev.waymark.migration.MigrationException.NoMigrations;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunRequest;
import java.nio.file.Files;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What lies beside the migrations, and what lies there when none does. */
class SourceFilesTest extends MigrationTesting {

  @ParameterizedTest
  @CsvSource({
    "U1__a.sql, UNDO_SCRIPT",
    "u1__a.sql, UNDO_SCRIPT",
    "U1_a.sql, UNDO_SCRIPT",
    "helper.sql, NO_MIGRATION",
    "views.sql, NO_MIGRATION",
    "b2b_report.sql, NO_MIGRATION",
    "rollback.sql, NO_MIGRATION",
    "0001_init.sql, NO_MIGRATION",
    "aftermath.sql, NO_MIGRATION",
    "README, NO_SQL",
    "README.md, NO_SQL",
    "V2__b.sql.bak, NO_SQL",
    "V2__b.txt, NO_SQL",
    "V1__a.conf, CONFIGURATION_WITHOUT_SCRIPT"
  })
  void whatIsNoMigrationIsLeftOutAsFlywayDoesAndListed(String name, Reason reason)
      throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("V1__a.sql.conf", "executeInTransaction=true");
    given("sub/" + name, "DROP TABLE IF EXISTS a;");

    Run run = run();

    assertEquals(List.of("V1__a.sql"), scripts(run.migrations()));
    assertEquals(List.of("a"), tables());
    assertEquals(List.of(new LeftOutFile("sub/" + name, reason)), status().leftOut());
    assertEquals(1, status().counts().leftOut());
    assertTrue(status().upToDate());
    plainFlyway().validate();
  }

  @Test
  void callbacksAndProgramsThatFlywayExecutesAreNotLeftOut() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    given("afterMigrate__b.sql", "SELECT 1;");
    given("beforeMigrate.sh", "true");

    assertEquals(List.of(), status().leftOut());
  }

  @Test
  void aFolderFullOfOtherThingsIsNotListedInFull() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    for (int number : IntStream.range(0, 120).toArray()) {
      given("notes/" + number + ".md");
    }

    assertEquals(100, status().leftOut().size());
    assertEquals(120, status().counts().leftOut());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "",
        "README.md",
        "0001_init.sql",
        "U1__a.sql",
        "afterMigrate.sql",
        "deploy/V1__a.sql.bak"
      })
  void whereThereAreNoMigrationsNothingIsUpToDate(String file) throws Exception {
    given("V11__a.sql", "CREATE TABLE a ();");
    run();
    Files.delete(folder.resolve("V11__a.sql"));
    if (!file.isEmpty()) {
      given(file, "DROP TABLE a;");
    }

    NoMigrations none = refused(NoMigrations.class);

    assertTrue(none.getMessage().contains(folder.toString()), none.getMessage());
    assertTrue(none.getMessage().contains(file.isEmpty() ? "empty" : file), none.getMessage());
    assertTrue(none.hint().contains("WAYMARK_ALLOW_EMPTY=true"), none.hint());
    assertEquals(none.getMessage(), refusedStatus().getMessage());
    assertEquals(List.of("a"), tables());
  }

  @Test
  void aServiceSeesThatItsFolderHasBecomeEmptyAndIsFilledAgain() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    OneProcess process = process();
    process.runner().run(RunRequest.upTo(null));
    var status = process.reading().status();
    assertTrue(status.status().upToDate());

    Files.move(folder.resolve("V1__a.sql"), folder.resolve(".V1__a.sql"));
    assertThrows(NoMigrations.class, status::status);

    Files.move(folder.resolve(".V1__a.sql"), folder.resolve("V1__a.sql"));
    assertTrue(status.status().upToDate());
  }

  @Test
  void aFolderThatIsMeantToBeEmptyMayBe() throws Exception {
    allowEmpty = true;

    assertEquals(Run.Outcome.NOTHING_PENDING, run().outcome());
    assertFalse(status().historyTableExists());
  }

  private NoMigrations refusedStatus() {
    return assertThrows(NoMigrations.class, this::status);
  }
}
