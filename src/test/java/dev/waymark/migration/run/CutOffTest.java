package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.MigrationException.Interrupted;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunRequest;
import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.CatalogReader;
import dev.waymark.schema.comparison.Comparison;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Sessions that are cut off at the two worst moments of a script that no transaction protects: in
 * the middle of its last statement, and after it, before the history says so. The next run goes on
 * as if nothing had happened.
 */
@Timeout(60)
class CutOffTest extends MigrationTesting {
  private static final String BEFORE =
      """
      CREATE TYPE mood AS ENUM ('ok');
      CREATE TABLE t (a int, b int, long text);
      INSERT INTO t (a, b) SELECT g, g FROM generate_series(1, 100) g;
      CREATE INDEX old ON t (a);
      CREATE INDEX older ON t (b);
      CREATE TABLE parts (a int) PARTITION BY LIST (a);
      CREATE TABLE part PARTITION OF parts FOR VALUES IN (1);
      CREATE SCHEMA other;
      CREATE TABLE other.t (a int);
      CREATE INDEX old ON other.t (a);
      """;

  private static final String CUT_OFF =
      "SELECT pg_terminate_backend(pid) FROM pg_stat_activity WHERE datname = current_database()"
          + " AND wait_event_type = 'Lock' AND wait_event LIKE '%s'";

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX CONCURRENTLY i ON t (a)",
        "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)",
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)",
        "CREATE INDEX CONCURRENTLY \"Ü i\" ON t (a)",
        "CREATE INDEX CONCURRENTLY i ON other.t (a)",
        "CREATE INDEX CONCURRENTLY i ON t (a); CREATE INDEX CONCURRENTLY j ON t (b)",
        "DROP INDEX CONCURRENTLY old; CREATE INDEX CONCURRENTLY i ON t (b)",
        "DROP INDEX CONCURRENTLY old; CREATE INDEX CONCURRENTLY old ON t (b)",
        "CREATE INDEX CONCURRENTLY i ON t (a, b); DROP INDEX CONCURRENTLY old",
        "DROP INDEX CONCURRENTLY old",
        "DROP INDEX CONCURRENTLY old; DROP INDEX CONCURRENTLY older",
        "DROP INDEX CONCURRENTLY IF EXISTS old",
        "REINDEX INDEX CONCURRENTLY old",
        "REINDEX TABLE CONCURRENTLY t",
        "ALTER TABLE parts DETACH PARTITION part CONCURRENTLY",
        "ALTER TYPE mood ADD VALUE 'happy'",
        "VACUUM t",
      })
  void aScriptThatWasDoneAndNotRecorded(String script) throws Exception {
    Schema expected = undisturbed(script);
    cutOffBeforeItIsRecorded();

    assertGoesOn(expected);
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "CREATE INDEX CONCURRENTLY i ON t (a)",
        "CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)",
        "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)",
        "CREATE INDEX CONCURRENTLY \"Ü i\" ON t (a)",
        "DROP INDEX CONCURRENTLY old",
        "DROP INDEX CONCURRENTLY IF EXISTS old",
        "DROP INDEX CONCURRENTLY other.old; CREATE INDEX CONCURRENTLY i ON t (b)",
        "CREATE INDEX CONCURRENTLY i ON other.t (a); CREATE INDEX CONCURRENTLY j ON t (a)",
        "CREATE INDEX CONCURRENTLY i ON other.t (a); DROP INDEX CONCURRENTLY old",
        "REINDEX INDEX CONCURRENTLY old",
        "REINDEX TABLE CONCURRENTLY t",
        "ALTER TABLE parts DETACH PARTITION part CONCURRENTLY",
        "VACUUM t",
      })
  void aScriptInTheMiddle(String script) throws Exception {
    Schema expected = undisturbed(script);
    cutOffInTheMiddle(script);

    assertGoesOn(expected);
  }

  /** Applies it to a database of its own, and then gets this test's ready for it. */
  private Schema undisturbed(String script) throws Exception {
    String disturbed = database;
    given("V1__before.sql", BEFORE);
    database = TestPostgres.createDatabase();
    run();
    given("V2__script.sql", script + ";");
    run();
    Schema schema = schema();
    database = disturbed;
    runner().run(RunRequest.upTo("1"));
    return schema;
  }

  private void cutOffBeforeItIsRecorded() throws Exception {
    try (Connection gate = TestPostgres.connect(database)) {
      execute(gate, "SELECT pg_advisory_lock(7)");
      givenInDatabase(
          """
          CREATE FUNCTION gate() RETURNS trigger LANGUAGE plpgsql AS $$
          BEGIN PERFORM pg_advisory_xact_lock(7); RETURN NEW; END $$;
          CREATE TRIGGER gate BEFORE INSERT ON flyway_schema_history
          FOR EACH ROW EXECUTE FUNCTION gate();
          """);

      cutOffWhenItWaits("advisory");
    }
    givenInDatabase("DROP FUNCTION gate CASCADE");
  }

  private void cutOffInTheMiddle(String script) throws Exception {
    try (Connection other = TestPostgres.connect(database)) {
      other.setAutoCommit(false);
      if (script.startsWith("VACUUM")) {
        execute(other, "LOCK TABLE t IN SHARE UPDATE EXCLUSIVE MODE");
      } else {
        execute(other, "INSERT INTO t VALUES (1000, 1000); INSERT INTO parts VALUES (1)");
      }

      cutOffWhenItWaits("%");
    }
  }

  private void cutOffWhenItWaits(String waitEvent) throws Exception {
    CompletableFuture<Run> run = CompletableFuture.supplyAsync(this::run);
    // In one statement: a wait that is seen and over before it is cut off would cut nothing.
    while (query(CUT_OFF.formatted(waitEvent)).isEmpty()) {
      assertTrue(!run.isDone(), "it did not get as far as to wait");
      Thread.onSpinWait();
    }

    Throwable problem = assertThrows(CompletionException.class, run::join).getCause();

    Interrupted interrupted = (Interrupted) problem;
    assertEquals(Outcome.INTERRUPTED, interrupted.run().outcome());
    assertEquals(
        List.of("interrupted"),
        query("SELECT outcome FROM waymark.run ORDER BY started_at DESC LIMIT 1"));
  }

  private void assertGoesOn(Schema expected) throws Exception {
    Run run = run();

    assertEquals(Outcome.SUCCEEDED, run.outcome());
    assertEquals(1, run.applied());
    assertEquals(List.of(), run.invalidIndexes());
    assertEquals(
        List.of("1", "2"),
        query("SELECT version FROM flyway_schema_history WHERE success ORDER BY installed_rank"));
    assertEquals(List.of(), Comparison.of(expected, schema()).deviations());
  }

  private Schema schema() throws SQLException {
    try (Connection connection = TestPostgres.connect(database)) {
      return new CatalogReader().read(connection, NamespaceFilter.of("public", "other"));
    }
  }

  private static void execute(Connection connection, String sql) throws SQLException {
    try (var statement = connection.createStatement()) {
      statement.execute(sql);
    }
  }
}
