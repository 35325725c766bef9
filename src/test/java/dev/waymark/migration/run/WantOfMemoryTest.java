package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunRequest;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.report.VerificationStatus;
import dev.waymark.verification.report.VerificationSummary;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A schema that is too large for the process that migrates it. */
class WantOfMemoryTest extends MigrationTesting {
  private static final String AS_RECORDED =
      """
      SELECT count(*) FROM waymark.unrecorded_run AS run JOIN waymark.recorded_schema AS recorded
        ON run.document::text = recorded.document::text
          AND run.identities::text = recorded.identities::text
      """;

  private OneProcess process;
  private MigrationRunner runner;

  @BeforeEach
  void oneIsApplied() throws Exception {
    process = process();
    runner = process.runner();
    given("V1__a.sql", "CREATE TABLE a (id int)");
    runner.run(RunRequest.LATEST);
    given("V2__b.sql", "CREATE TABLE b (id int)");
  }

  @Test
  void keepsNoCallerFromMigrating() throws Exception {
    try (var connection = TestPostgres.connect(database)) {
      connection.createStatement().execute("CREATE TABLE by_hand (id int)");
    }
    Run run = succeedsWithoutMemoryAt("RunExecution.lookForDrift");

    assertEquals(VerificationStatus.DRIFTED, run.verification().status());
    assertEquals(List.of("a", "b", "by_hand"), tables());
  }

  @Test
  void whatCannotBeVerifiedIsAppliedAndUnverified() throws Exception {
    Run run = succeedsWithoutMemoryAt("Ending.verification");

    assertIsWantOfMemory(run.verification());
  }

  /** Held against what was recorded before, it would be drifted. */
  @Test
  void whatCannotBeRecordedIsHeldAgainstTheMigrations() throws Exception {
    Run run = succeedsWithoutMemoryAt("SchemaRecorder.end");

    assertEquals(VerificationStatus.VERIFIED, run.verification().status());
    memory.at(null);
    assertIsWantOfMemory(recorded());
    assertEquals(
        List.of("1"), query(AS_RECORDED), "it began with what the run before had recorded");
    given("V3__c.sql", "CREATE TABLE c (id int)");
    runner.run(RunRequest.LATEST);
    assertEquals(VerificationStatus.VERIFIED, recorded().status());
  }

  private Run succeedsWithoutMemoryAt(String method) {
    memory.at(method);
    Run run = runner.run(RunRequest.LATEST);
    assertEquals(1, memory.times());
    assertEquals(Run.Outcome.SUCCEEDED, run.outcome());
    return run;
  }

  private VerificationSummary recorded() {
    return process
        .verifier()
        .verify(Optional.of(ExpectationChoice.RECORDED), true)
        .verification()
        .summary();
  }

  private static void assertIsWantOfMemory(VerificationSummary summary) {
    assertEquals(VerificationStatus.UNVERIFIED, summary.status());
    assertTrue(summary.reason().contains("does not fit into the memory"), summary::toString);
    assertTrue(summary.hint().contains("-Xmx"), summary::toString);
  }
}
