package dev.waymark.verification.expectation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.Run;
import dev.waymark.verification.expectation.TestService.Options;
import dev.waymark.verification.report.VerificationStatus;
import dev.waymark.verification.report.VerificationSummary;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What one process has proven of the recorded schema, the next one need not read. */
class ProofTest {
  private static final boolean READ = true;
  private static final boolean BY_PROOF = false;

  @TempDir Path folder;
  private String database;

  @BeforeEach
  void aProcessHasAppliedAndVerified() throws Exception {
    database = TestPostgres.createDatabase();
    TestService first = process(Options.NONE);
    first.script(
        "V1__users.sql",
        """
        CREATE TYPE mood AS ENUM ('glad', 'sad');
        CREATE TABLE users (id serial PRIMARY KEY, mood mood);
        CREATE INDEX users_mood ON users (mood);
        """);
    first.run();
  }

  @Test
  void aNewProcessSaysTheSameAsAFullVerificationWithoutReading() throws Exception {
    TestService full = process(Options.NONE);
    VerificationSummary read = full.verify(ExpectationChoice.AUTO).summary();

    VerificationSummary proven = assertVerified(BY_PROOF, Options.NONE);

    assertEquals(read.status(), proven.status());
    assertEquals(read.objects(), proven.objects());
    assertFalse(proven.checkedAt().isBefore(read.checkedAt()));
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX odd ON users (id)",
        "CREATE VIEW odd AS SELECT 1 AS one",
        "ALTER TYPE mood ADD VALUE 'calm'",
        "GRANT SELECT ON users TO PUBLIC",
        "COMMENT ON TABLE users IS 'odd'",
        "ALTER SEQUENCE users_id_seq INCREMENT 2",
        "ALTER TABLE users OWNER TO pg_monitor",
        "UPDATE pg_index SET indisvalid = false WHERE indexrelid = 'users_mood'::regclass",
        "DROP INDEX users_mood",
      })
  void whatIsDoneByHandShowsInEveryNewProcess(String statement) throws Exception {
    process(Options.NONE).execute(statement);

    for (int time = 1; time <= 2; time++) {
      TestService later = process(Options.NONE);
      Run run = later.run();
      assertEquals(VerificationStatus.DRIFTED, run.verification().status());
      assertTrue(later.hasVerified());
    }
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE TABLE waymark.somebodys (id int)",
        // As an older Waymark left it.
        """
        DELETE FROM waymark.schema_history WHERE version::int >= 3;
        ALTER TABLE waymark.recorded_schema
          DROP proven_catalogs, DROP proven_filter, DROP proven_objects, DROP acceptance_id;
        DROP TABLE waymark.unrecorded_run, waymark.acceptance, waymark.open_difference
        """,
        "UPDATE waymark.recorded_schema SET proven_catalogs = NULL",
        // As a Waymark that writes another format recorded it.
        "UPDATE waymark.recorded_schema SET format = 99",
      })
  void whatIsNotProvenIsReadOnce(String statement) throws Exception {
    process(Options.NONE).execute(statement);

    assertVerified(READ, Options.NONE);
    assertVerified(BY_PROOF, Options.NONE);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "VACUUM FULL pg_class",
        "VACUUM FREEZE",
        "ANALYZE",
        "INSERT INTO users DEFAULT VALUES"
      })
  void whatChangesNoDefinitionIsNotReadAgain(String statement) throws Exception {
    process(Options.NONE).execute(statement);

    assertVerified(BY_PROOF, Options.NONE);
  }

  @Test
  void whatIsRecordedAnewIsNotProvenByWhatWasBefore() throws Exception {
    TestService second = process(Options.NONE);
    second.script("V2__data.sql", "INSERT INTO users DEFAULT VALUES");
    second.runWithoutVerifying();

    assertVerified(READ, Options.NONE);
    assertVerified(BY_PROOF, Options.NONE);
  }

  @Test
  void anotherExpectationIsReadInFull() throws Exception {
    Path rules = folder.resolve("ignore.yaml");
    Files.writeString(rules, "ignore: [{name: elsewhere.*, reason: not ours}]");
    assertVerified(READ, Options.NONE.ignore(rules));

    Path contract = folder.resolve("contract.yaml");
    Files.writeString(contract, "format: 1\nmode: contains\ntables: []\n");
    assertVerified(READ, Options.NONE.contract(contract));
  }

  @Test
  void otherNamespacesAreReadInFull() throws Exception {
    TestService other = process(Options.NONE.namespaces("public", "elsewhere"));

    other.run();

    assertTrue(other.hasVerified());
  }

  @Test
  void aRoleThatMayNotReadWhatIsRecordedIsToldAsBefore() throws Exception {
    String guest = database + "_guest";
    process(Options.NONE).execute("CREATE ROLE " + guest + " LOGIN PASSWORD 'postgres'");
    process(Options.NONE).execute("GRANT SELECT ON flyway_schema_history TO " + guest);
    assertVerified(READ, Options.NONE);
    TestService service = process(Options.NONE.reader(guest));

    assertEquals(VerificationStatus.VERIFIED, service.run().verification().status());

    assertTrue(service.hasVerified(), "by the migrations");
    assertTrue(service.verify(ExpectationChoice.RECORDED).reason().contains("may not read"));
  }

  private TestService process(Options options) throws SQLException {
    return new TestService(folder, database, options);
  }

  /** A run with nothing pending in a process that has just started. */
  private VerificationSummary assertVerified(boolean read, Options options) throws SQLException {
    TestService service = process(options);
    Run run = service.run();
    assertEquals(Run.Outcome.NOTHING_PENDING, run.outcome());
    assertEquals(
        VerificationStatus.VERIFIED, run.verification().status(), run.verification().reason());
    assertEquals(read, service.hasVerified(), "whether the catalogs were read");
    return run.verification();
  }
}
