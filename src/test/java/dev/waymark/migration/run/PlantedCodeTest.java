package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.Sql;
import dev.waymark.database.TestPostgres;
import dev.waymark.migration.BaselineRequest;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.HistoryRefused;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.RunStoreState;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.flyway.OwnSchema;
import dev.waymark.migration.session.LockKey;
import dev.waymark.verification.report.VerificationStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Another role has put operators, functions and relations into a schema of Waymark's search_path:
 * each fits as well as PostgreSQL's own, or better. None of them is ever called.
 */
class PlantedCodeTest extends MigrationTesting {

  private static final String HISTORY =
      """
      CREATE TABLE shared.flyway_schema_history (
        installed_rank int NOT NULL CONSTRAINT flyway_schema_history_pk PRIMARY KEY,
        version varchar(50), description varchar(200) NOT NULL, type varchar(20) NOT NULL,
        script varchar(1000) NOT NULL, checksum int, installed_by varchar(100) NOT NULL,
        installed_on timestamp NOT NULL DEFAULT now(), execution_time int NOT NULL,
        success boolean NOT NULL);
      CREATE INDEX flyway_schema_history_s_idx ON shared.flyway_schema_history (success);
      CREATE FUNCTION shared.fire() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM shared.planted_tell('a trigger'); RETURN NEW; END $$;
      """;

  /** A run shows while it waits for its lock (WAYW in ASCII). */
  private static final String WAITING =
      "SELECT pid FROM pg_locks WHERE locktype = 'advisory' AND classid = 1463900503";

  private static final String LOGGING_VIEW =
      """
      CREATE TABLE shared.log (who text);
      GRANT ALL ON shared.log TO PUBLIC;
      CREATE FUNCTION shared.log() RETURNS boolean LANGUAGE plpgsql AS $$
      BEGIN INSERT INTO shared.log VALUES (current_user); RETURN true; END $$;
      INSERT INTO shared.flyway_schema_history VALUES (1, '1', 'a', 'SQL', 'V1__a.sql', 1615607446, 'x', now(), 1, true);
      ALTER TABLE shared.flyway_schema_history RENAME TO kept;
      CREATE VIEW shared.flyway_schema_history AS SELECT * FROM shared.kept WHERE shared.log();
      GRANT ALL ON shared.flyway_schema_history, shared.kept TO PUBLIC;
      """;

  private String intruder;

  @BeforeEach
  void plant() throws Exception {
    // In public there must be nothing, or the history needs a baseline first.
    intruder = givenRole("CREATE SCHEMA shared AUTHORIZATION %s");
    try (var connection = TestPostgres.connect(database);
        var statement = connection.createStatement();
        var planted = PlantedCodeTest.class.getResourceAsStream("/planted/planted.sql")) {
      statement.execute("SET ROLE " + Sql.identifier(intruder));
      statement.execute(new String(planted.readAllBytes(), StandardCharsets.UTF_8));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"public, shared", "public, shared, pg_catalog"})
  void nothingOfAnotherRoleIsCalled(String searchPath) throws Exception {
    givenInDatabase("ALTER DATABASE \"%s\" SET search_path = %s".formatted(database, searchPath));
    given("beforeMigrate.sql", "CREATE TABLE IF NOT EXISTS public.before_migrate ();");
    given("V1__a.sql", "CREATE TABLE public.a (id int, t text);");
    given("V2__i.sql", "CREATE INDEX CONCURRENTLY i ON public.a (t);");
    given("R__v.sql", "CREATE OR REPLACE VIEW public.r AS SELECT id FROM public.a;");

    status();
    assertEquals(Outcome.SUCCEEDED, run().outcome());
    // Nothing is pending, and the callback is called.
    assertEquals(Outcome.SUCCEEDED, run().outcome());
    assertTrue(status().upToDate());
    given("V3__fails.sql", "CREATE TABLE public.c ();", "nonsense;");
    Failed failed = assertThrows(Failed.class, this::run);
    assertEquals("V3__fails.sql", failed.failure().script());
    given("V3__fails.sql", "CREATE TABLE public.c ();");
    Run last = run();
    assertEquals(Outcome.SUCCEEDED, last.outcome());
    assertEquals(VerificationStatus.VERIFIED, last.verification().status());
    // What cannot be kept or recorded is only logged.
    assertEquals(4, query("SELECT id FROM waymark.run").size());
    assertEquals(3, query("SELECT id FROM waymark.recorded_schema").size());
  }

  /** The history's name is known, and a role that may make a table makes it first. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE H RENAME TO kept; CREATE VIEW H AS SELECT * FROM shared.kept WHERE shared.planted_tell('x')",
        "ALTER TABLE H ENABLE ROW LEVEL SECURITY; CREATE POLICY p ON H USING (shared.planted_tell('x'))",
        "CREATE TRIGGER t BEFORE INSERT ON H FOR EACH ROW EXECUTE FUNCTION shared.fire()",
        "CREATE RULE r AS ON INSERT TO H DO ALSO SELECT shared.planted_tell('x')",
        "ALTER TABLE H ADD COLUMN more boolean DEFAULT shared.planted_tell('x')",
        "ALTER TABLE H ADD CHECK (shared.planted_tell(script))"
      })
  void aHistoryWithAnotherRolesCodeIsNotUsed(String planted) throws Exception {
    givenHistoryOfTheIntruders(planted.replaceAll("\\bH ", "shared.flyway_schema_history "));
    given("V1__a.sql", "CREATE TABLE shared.a ();");

    HistoryRefused refused = refused(HistoryRefused.class);

    assertTrue(refused.getMessage().contains(intruder), refused.getMessage());
    assertTrue(refused.hint().contains("OWNER TO"), refused.hint());
    BaselineRequest baseline = new BaselineRequest("1", null, null);
    HistoryKeeper keeper = process().history();
    assertThrows(HistoryRefused.class, () -> keeper.baseline(baseline, Requester.UNKNOWN));
    if (planted.contains("VIEW") || planted.contains("POLICY")) {
      assertThrows(HistoryRefused.class, this::status);
    }
    assertEquals(List.of("0"), query("SELECT count(*) FROM pg_class WHERE relname = 'a'"));
  }

  /** That its owner has read it, in the same process, is no reason for the migrator to. */
  @Test
  void aHistoryIsLookedAtByEachRoleBeforeItReads() throws Exception {
    String migrator = givenMigrator();
    asIntruder(HISTORY + LOGGING_VIEW);
    user = intruder;
    FlywayEngine engine = engine();
    try (var connection = dataSource().getConnection()) {
      engine.status(connection, null);
    }
    user = migrator;

    try (var connection = dataSource().getConnection()) {
      assertThrows(HistoryRefused.class, () -> engine.status(connection, null));
    }
    assertEquals(List.of(), query("SELECT who FROM shared.log WHERE who <> '" + intruder + "'"));
  }

  /** Whose schema it is may drop everybody's table. */
  @Test
  void aHistoryIsLookedAtAgainWhereAnotherRoleMayReplaceIt() throws Exception {
    givenMigratorInSchemaOfTheIntruder();
    assertViewInPlaceOfTheHistoryIsNotRead();
  }

  /** A schema may belong to a group, and its members need not trust each other. */
  @Test
  void aHistoryOfAnotherMemberIsNotRead() throws Exception {
    user = givenMigrator();
    String group = database + "_group";
    givenInDatabase(
        "CREATE ROLE %1$s; GRANT %1$s TO %2$s, %3$s; CREATE SCHEMA empty AUTHORIZATION %1$s"
            .formatted(group, user, intruder));
    assertViewInPlaceOfTheHistoryIsNotRead();
  }

  private void assertViewInPlaceOfTheHistoryIsNotRead() throws Exception {
    MigrationRunner runner = givenHistoryInEmptySchema();
    putInItsPlace(LOGGING_VIEW);

    assertThrows(HistoryRefused.class, () -> runner.run(RunRequest.upTo(null)));

    assertEquals(List.of(), query("SELECT who FROM shared.log"));
  }

  /** Whatever it was when the run asked for its lock. */
  @Test
  void aHistoryIsLookedAtAgainOnceTheLockIsHeld() throws Exception {
    givenMigratorInSchemaOfTheIntruder();
    MigrationRunner runner = givenHistoryInEmptySchema();
    given("V2__b.sql", "CREATE TABLE shared.b ();");
    LockKey key = new LockKey("empty.flyway_schema_history");
    try (var other = TestPostgres.connect(database);
        var statement = other.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(%d, %d)".formatted(LockKey.CLASS, key.number()));
      var run = CompletableFuture.supplyAsync(() -> runner.run(RunRequest.upTo(null)));
      while (query(WAITING).isEmpty()) {
        assertFalse(run.isDone());
      }
      putInItsPlace(
          "CREATE TRIGGER t BEFORE INSERT ON shared.flyway_schema_history"
              + " FOR EACH ROW EXECUTE FUNCTION shared.fire();"
              + " GRANT ALL ON shared.flyway_schema_history TO PUBLIC");
      statement.execute("SELECT pg_advisory_unlock_all()");

      var ended = assertThrows(CompletionException.class, run::join);

      assertInstanceOf(HistoryRefused.class, ended.getCause());
    }
  }

  private MigrationRunner givenHistoryInEmptySchema() throws Exception {
    schemas = List.of("empty");
    MigrationRunner runner = runner();
    assertEquals(Outcome.SUCCEEDED, runner.run(RunRequest.upTo(null)).outcome());
    return runner;
  }

  private void putInItsPlace(String planted) throws Exception {
    asIntruder(
        ("DROP TABLE shared.flyway_schema_history;" + HISTORY + planted)
            .replace("shared.flyway_schema_history", "empty.flyway_schema_history")
            .replace("shared.kept", "empty.kept"));
  }

  private void givenMigratorInSchemaOfTheIntruder() throws Exception {
    user = givenMigrator();
    givenInDatabase(
        "CREATE SCHEMA empty AUTHORIZATION %s; GRANT ALL ON SCHEMA empty TO %s"
            .formatted(intruder, user));
  }

  private String givenMigrator() throws Exception {
    schemas = List.of("shared");
    given("V1__a.sql", "CREATE TABLE shared.a ();");
    String migrator = database + "_migrator";
    givenInDatabase(
        "CREATE ROLE %1$s LOGIN; GRANT CREATE, USAGE ON SCHEMA shared TO %1$s".formatted(migrator));
    return migrator;
  }

  @Test
  void aHistoryOfAnotherRoleAsFlywayMakesItIsUsed() throws Exception {
    givenHistoryOfTheIntruders("SELECT 1");
    given("V1__a.sql", "CREATE TABLE shared.a ();");

    assertEquals(Outcome.SUCCEEDED, run().outcome());
  }

  /** So is the name of Waymark's own schema, to a role that may make one. */
  @ParameterizedTest
  @ValueSource(booleans = {true, false})
  void anOwnSchemaOfAnotherRoleIsNotUsed(boolean superuser) throws Exception {
    String migrator = superuser ? "postgres" : database + "_migrator";
    givenInDatabase("GRANT CREATE ON DATABASE \"%s\" TO %s".formatted(database, intruder));
    user = intruder;
    try (var connection = dataSource().getConnection()) {
      new OwnSchema(engine(), settings(), "waymark").prepare(connection);
    }
    if (!superuser) {
      givenInDatabase(
          "CREATE ROLE %1$s LOGIN; GRANT CREATE ON SCHEMA public TO %1$s".formatted(migrator));
    }
    givenInDatabase(OwnSchemaOfOthersTest.OF_THE_INTRUDERS.formatted(intruder, migrator));
    user = migrator;
    given("V1__a.sql", "CREATE TABLE public.a ();");

    assertEquals(Outcome.SUCCEEDED, run().outcome());
    assertEquals(Outcome.NOTHING_PENDING, run().outcome());

    RunStoreState kept = reading.status().status().runStore();
    assertEquals(RunStoreState.Kept.MEMORY, kept.kept());
    assertTrue(kept.reason().contains(intruder), kept.reason());
    assertTrue(kept.hint().contains("OWNER TO \"" + migrator), kept.hint());
    assertEquals(List.of("f"), query("SELECT is_called FROM shared.called"));
  }

  private void givenHistoryOfTheIntruders(String planted) throws Exception {
    schemas = List.of("shared");
    asIntruder(HISTORY + planted);
  }

  private void asIntruder(String sql) throws Exception {
    try (var connection = TestPostgres.connect(database);
        var statement = connection.createStatement()) {
      statement.execute("SET ROLE " + Sql.identifier(intruder));
      statement.execute(sql);
    }
  }
}
