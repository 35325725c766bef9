package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.InvalidMigration.Reason;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.RepairRequest;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import java.nio.file.Files;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A history in which an application's own classes stand, of which none is here. */
class AppliedElsewhereTest extends MigrationTesting {
  private static final String ROW =
      "INSERT INTO flyway_schema_history VALUES (%d, %s, 'fill it', '%s', '%s', %s, 'app', now(),"
          + " 7, true)";

  @BeforeEach
  void applyTheFirst() throws Exception {
    given("V1__a.sql", "CREATE TABLE a ();");
    plainFlyway().migrate();
  }

  @ParameterizedTest
  @CsvSource({
    "JDBC, db.migration.V2__fill_it, NULL",
    "SPRING_JDBC, db.migration.V2__fill_it, 4711",
    "CUSTOM, V2__fill_it.groovy, 4711",
    "SCRIPT, V2__fill_it.sh, 4711",
    "STATE_SCRIPT, V2__fill_it.sql, 4711"
  })
  void itBlocksNothingAndIsToldAsWhatItIs(String type, String script, String checksum)
      throws Exception {
    givenInDatabase(ROW.formatted(2, "'2'", type, script, checksum));
    given("V3__c.sql", "CREATE TABLE c ();");

    Run run = run();

    assertEquals(List.of("V3__c.sql"), scripts(run.migrations()));
    MigrationStatus status = status();
    assertTrue(status.upToDate(), status.invalid()::toString);
    assertEquals(List.of(script), scripts(status.appliedElsewhere()));
    assertEquals(List.of(), status.missing());
    assertEquals("3", status.currentVersion());
  }

  /** Flyway's open edition stops at such a row; the one that wrote it applies the version again. */
  @Test
  void whatAnotherEditionTookBackIsPendingAgain() throws Exception {
    given("V2__fill_it.sql", "CREATE TABLE b ();");
    plainFlyway().migrate();
    givenInDatabase(ROW.formatted(3, "'2'", "UNDO_SQL", "U2__fill_it.sql", "4711"));
    givenInDatabase("DROP TABLE b");
    MigrationStatus undone = status();

    Run run = run();

    assertEquals("1", undone.currentVersion());
    assertEquals(List.of("V2__fill_it.sql"), scripts(undone.pending()));
    assertEquals(List.of("V2__fill_it.sql"), scripts(run.migrations()));
    assertEquals(
        List.of("SQL", "SQL", "UNDO_SQL", "SQL"),
        query("SELECT type FROM flyway_schema_history ORDER BY installed_rank"));
    assertTrue(status().upToDate());
    assertEquals("2", status().currentVersion());
    RuntimeException repair =
        assertThrows(
            MigrationException.class,
            () -> process().history().repair(new RepairRequest(false, null), Requester.UNKNOWN));
    assertTrue(repair.getMessage().contains("UNDO_SQL"), repair::getMessage);
  }

  @Test
  void aRepeatableOneAndTheLatestOneAsWell() throws Exception {
    givenInDatabase(ROW.formatted(2, "NULL", "JDBC", "db.migration.R__fill_it", "1"));
    givenInDatabase(ROW.formatted(3, "'9'", "JDBC", "db.migration.V9__fill_it", "NULL"));
    given("V10__c.sql", "CREATE TABLE c ();");

    assertEquals(List.of("V10__c.sql"), scripts(run().migrations()));
    assertEquals(2, status().appliedElsewhere().size());
  }

  @Test
  void repairDoesNotMarkItAsDeleted() throws Exception {
    givenInDatabase(ROW.formatted(2, "'2'", "JDBC", "db.migration.V2__fill_it", "NULL"));
    given("V3__c.sql", "CREATE TABLE c ();");
    run();

    process().history().repair(new RepairRequest(false, null), Requester.UNKNOWN);

    assertEquals(
        List.of("SQL", "JDBC", "SQL"),
        query("SELECT type FROM flyway_schema_history ORDER BY installed_rank"));
  }

  @Test
  void anSqlScriptThatIsGoneIsStillMissing() throws Exception {
    given("V2__b.sql", "CREATE TABLE b ();");
    given("V3__c.sql", "CREATE TABLE c ();");
    plainFlyway().migrate();
    Files.delete(folder.resolve("V2__b.sql"));

    assertEquals(
        List.of(Reason.MISSING),
        refused(Invalid.class).migrations().stream().map(InvalidMigration::reason).toList());
  }
}
