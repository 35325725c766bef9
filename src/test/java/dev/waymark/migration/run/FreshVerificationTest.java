package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunRequest;
import dev.waymark.verification.report.VerificationStatus;
import java.nio.file.Files;
import java.time.Instant;
import org.junit.jupiter.api.Test;

/**
 * What a run's answer says of the schema is never older than the run, nor than what it recorded.
 */
class FreshVerificationTest extends MigrationTesting {
  @Test
  void whatAFailedRunHadAppliedIsSeenByTheNextOne() throws Exception {
    MigrationRunner runner = runner();
    given("V1__t.sql", "CREATE TABLE t (a int)");
    given("V2__fails.sql", "SELECT 1/0");
    refusedBy(runner);
    Files.delete(folder.resolve("V2__fails.sql"));

    Run run = runner.run(RunRequest.LATEST);

    assertEquals(Run.Outcome.NOTHING_PENDING, run.outcome());
    assertEquals(VerificationStatus.VERIFIED, run.verification().status());
  }

  @Test
  void whatAnIdleSessionDidIsSeenByARunWithNothingToDo() throws Exception {
    MigrationRunner runner = runner();
    given("V1__t.sql", "CREATE TABLE t (a int)");
    runner.run(RunRequest.LATEST);
    Instant asked = Instant.now();
    try (var idle = TestPostgres.connect(database);
        var statement = idle.createStatement()) {
      statement.execute("DROP TABLE t");

      Run run = runner.run(RunRequest.LATEST);

      assertEquals(VerificationStatus.DRIFTED, run.verification().status());
      assertFalse(run.verification().checkedAt().isBefore(asked));
    }
  }

  @Test
  void whatAnEarlierProcessProvedIsHeldAgainstTheDatabaseAsItIs() throws Exception {
    given("V1__t.sql", "CREATE TABLE t (a int)");
    run();
    Instant asked = Instant.now();

    Run proven = run();

    assertEquals(VerificationStatus.VERIFIED, proven.verification().status());
    assertFalse(proven.verification().checkedAt().isBefore(asked));
  }

  private static void refusedBy(MigrationRunner runner) {
    assertThrows(Failed.class, () -> runner.run(RunRequest.LATEST));
  }
}
