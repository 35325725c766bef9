package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.assembly.RunningServices;
import dev.waymark.database.Sql;
import dev.waymark.database.TestPostgres;
import dev.waymark.migration.BaselineRequest;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.HistoryRefused;
import dev.waymark.migration.MigrationException.RunUnknown;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunStoreState;
import dev.waymark.migration.flyway.OwnSchema;
import dev.waymark.migration.status.RunChanges;
import dev.waymark.migration.status.RunChangesReader;
import dev.waymark.migration.status.RunReader;
import dev.waymark.verification.expectation.RecordedChanges;
import dev.waymark.verification.report.Report;
import dev.waymark.verification.report.VerificationStatus;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Optional;
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

  /** All is granted to everybody, and up to PostgreSQL 15 a role makes others its members. */
  private static final String OF_THE_INTRUDERS =
      """
      SET SESSION AUTHORIZATION %1$s;
      CREATE SEQUENCE shared.called;
      CREATE FUNCTION shared.call() RETURNS trigger LANGUAGE plpgsql AS $$
      BEGIN PERFORM nextval('shared.called'); RETURN NULL; END $$;
      GRANT ALL ON SCHEMA waymark, shared TO PUBLIC;
      GRANT ALL ON ALL TABLES IN SCHEMA waymark TO PUBLIC;
      GRANT ALL ON SEQUENCE shared.called TO PUBLIC;
      DO $$
      DECLARE own regclass;
      BEGIN
        FOR own IN SELECT oid FROM pg_class WHERE relnamespace = 'waymark'::regnamespace AND relkind = 'r' LOOP
          EXECUTE format('CREATE TRIGGER t AFTER INSERT OR UPDATE OR DELETE ON %%s EXECUTE FUNCTION shared.call()', own);
        END LOOP;
      END $$;
      DO $$
      BEGIN
        GRANT %1$s TO %2$s;
      EXCEPTION WHEN insufficient_privilege THEN
        RAISE NOTICE '%%', SQLERRM;
      END $$;
      """;

  private static final String READ_BY_THE_INTRUDERS =
      """
      SET SESSION AUTHORIZATION %1$s;
      CREATE SEQUENCE shared.called;
      CREATE FUNCTION shared.read() RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$
      BEGIN
        IF current_user <> '%1$s' THEN PERFORM nextval('shared.called'); END IF;
        RETURN true;
      END $$;
      GRANT ALL ON SEQUENCE shared.called TO PUBLIC;
      DO $$
      DECLARE
        own record;
      BEGIN
        FOR own IN
          SELECT relname, attname
          FROM pg_class JOIN pg_attribute ON attrelid = pg_class.oid AND attnum = 1
          WHERE relnamespace = 'waymark'::regnamespace AND relkind = 'r'
        LOOP
          EXECUTE format(%2$s, own.relname, 'planted_' || own.relname, own.attname);
        END LOOP;
      END $$;
      GRANT SELECT ON ALL TABLES IN SCHEMA waymark TO %3$s;
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

  /** The history's name is known, and who may make a table makes it first. */
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

  @Test
  void aHistoryOfAnotherRoleAsFlywayMakesItIsUsed() throws Exception {
    givenHistoryOfTheIntruders("SELECT 1");
    given("V1__a.sql", "CREATE TABLE shared.a ();");

    assertEquals(Outcome.SUCCEEDED, run().outcome());
  }

  /** So is the name of Waymark's own schema, to whoever may make one. */
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
    givenInDatabase(OF_THE_INTRUDERS.formatted(intruder, migrator));
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

  /** A process that has made no run has not asked yet whose the schema is. */
  @Test
  void whoOnlyLooksKeepsNothingInAnOwnSchemaOfAnotherRole() throws Exception {
    schemas = List.of("public");
    givenInDatabase(
        "GRANT CREATE ON DATABASE \"%1$s\" TO %2$s; GRANT CREATE ON SCHEMA public TO %2$s"
            .formatted(database, intruder));
    user = intruder;
    given("V1__a.sql", "CREATE TABLE public.a ();");
    assertEquals(Outcome.SUCCEEDED, run().outcome());
    givenInDatabase(OF_THE_INTRUDERS.formatted(intruder, "postgres"));
    givenInDatabase("DROP TABLE public.a");
    user = "postgres";

    process();
    Report report = reading.verifier().verify(Optional.empty(), false);

    assertEquals(VerificationStatus.DRIFTED, report.verification().status());
    assertEquals(List.of("f"), query("SELECT is_called FROM shared.called"));
  }

  /** Nor is anything read where reading executes it, by whoever has made no run. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "ALTER TABLE waymark.%1$I RENAME TO %2$I;"
            + " CREATE VIEW waymark.%1$I AS SELECT * FROM waymark.%2$I WHERE shared.read()",
        "ALTER TABLE waymark.%1$I ENABLE ROW LEVEL SECURITY;"
            + " CREATE POLICY p ON waymark.%1$I USING (shared.read())",
        "CREATE TABLE waymark.%2$I () INHERITS (waymark.%1$I);"
            + " ALTER TABLE waymark.%2$I ADD CHECK (shared.read())",
        "CREATE STATISTICS waymark.%2$I ON (shared.read()::text || %3$I::text), %3$I FROM waymark.%1$I",
        "CREATE INDEX ON waymark.%1$I ((shared.read()))"
      })
  void whoOnlyLooksReadsNothingOfAnotherRolesThatIsExecuted(String planted) throws Exception {
    schemas = List.of("public");
    givenInDatabase(
        "GRANT CREATE ON DATABASE \"%1$s\" TO %2$s; GRANT CREATE ON SCHEMA public TO %2$s"
            .formatted(database, intruder));
    user = intruder;
    given("V1__a.sql", "CREATE TABLE public.a ();");
    Run run = run();
    String reader = givenReader();
    givenInDatabase(READ_BY_THE_INTRUDERS.formatted(intruder, Sql.literal(planted), reader));
    user = reader;

    assertEquals(List.of(), look());
    assertThrows(RunUnknown.class, () -> changes(run));
    Report report = reading.verifier().verify(Optional.empty(), false);

    assertEquals(VerificationStatus.UNVERIFIED, report.verification().status());
    assertTrue(report.toString().contains(intruder), report.toString());
    assertEquals(List.of("f"), query("SELECT is_called FROM shared.called"));
  }

  @Test
  void whoOnlyLooksReadsWhatAnotherRoleHasMigrated() throws Exception {
    schemas = List.of("public");
    givenInDatabase(
        "GRANT CREATE ON DATABASE \"%1$s\" TO %2$s; GRANT CREATE ON SCHEMA public TO %2$s"
            .formatted(database, intruder));
    user = intruder;
    given("V1__a.sql", "CREATE TABLE public.a ();");
    Run first = run();
    given("V2__b.sql", "CREATE TABLE public.b ();");
    Run second = run();
    user = givenReader();

    assertEquals(List.of(second.id(), first.id()), look());
    assertTrue(changes(second).known());
    Report report = reading.verifier().verify(Optional.empty(), false);

    assertEquals(VerificationStatus.VERIFIED, report.verification().status());
  }

  /** All that is read of Waymark's own schema, by a process that has made no run. */
  private List<String> look() {
    RunningServices running = process().running();
    assertTrue(reading.status().status().upToDate());
    String unknown = "00000000-0000-0000-0000-000000000000";
    reading.store().find(unknown);
    reading.store().events(unknown, 0, 10);
    reading.records().unfinishedBuilds("public.flyway_schema_history");
    running.acceptances().list();
    running.rehearsals().list(10);
    return reading.store().list(null, 10).stream().map(Run::id).toList();
  }

  private RunChanges changes(Run run) {
    return new RunChangesReader(
            new RunReader(reading.store()),
            new RecordedChanges("waymark"),
            reading.ownSchema().reads(pooled()))
        .of(run.id());
  }

  private String givenReader() throws Exception {
    String reader = database + "_reader";
    givenInDatabase(
        """
        CREATE ROLE %1$s LOGIN;
        GRANT USAGE ON SCHEMA waymark, shared TO %1$s;
        GRANT SELECT ON ALL TABLES IN SCHEMA waymark TO %1$s;
        GRANT SELECT ON public.flyway_schema_history TO %1$s;
        """
            .formatted(reader));
    return reader;
  }

  private void givenHistoryOfTheIntruders(String planted) throws Exception {
    schemas = List.of("shared");
    try (var connection = TestPostgres.connect(database);
        var statement = connection.createStatement()) {
      statement.execute("SET ROLE " + Sql.identifier(intruder));
      statement.execute(HISTORY);
      statement.execute(planted);
    }
  }
}
