package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.assembly.RunningServices;
import dev.waymark.database.Sql;
import dev.waymark.migration.MigrationException.RunUnknown;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.status.RunChanges;
import dev.waymark.migration.status.RunChangesReader;
import dev.waymark.migration.status.RunReader;
import dev.waymark.migration.store.RequestKey;
import dev.waymark.verification.expectation.RecordedChanges;
import dev.waymark.verification.report.Report;
import dev.waymark.verification.report.VerificationStatus;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * Waymark's own schema, and what is in it, is another role's, and a process has made no run yet
 * that would have asked whose it is.
 */
class OwnSchemaOfOthersTest extends MigrationTesting {
  /** All is granted to everybody, and up to PostgreSQL 15 a role makes others its members. */
  static final String OF_THE_INTRUDERS =
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
  private Run first;

  @BeforeEach
  void givenOwnSchema() throws Exception {
    intruder =
        givenRole(
            "CREATE SCHEMA shared AUTHORIZATION %s",
            "GRANT CREATE ON DATABASE \"" + database + "\" TO %s",
            "GRANT CREATE ON SCHEMA public TO %s");
    schemas = List.of("public");
    user = intruder;
    given("V1__a.sql", "CREATE TABLE public.a ();");
    first = run();
  }

  @Test
  void nothingIsWrittenWhereWritingExecutesIt() throws Exception {
    givenInDatabase(OF_THE_INTRUDERS.formatted(intruder, "postgres"));
    givenInDatabase("DROP TABLE public.a");
    user = "postgres";

    process();
    Report report = reading.verifier().verify(Optional.empty(), false);
    var key = RequestKey.of("public.flyway_schema_history", "key", "request");
    reading.store().keepKey(key, first.id());
    reading.store().answered(key, first.id());
    reading.store().requestCancel(first.id(), Requester.UNKNOWN);
    reading.records().forgetBuilds("public.flyway_schema_history", "V1__a.sql");
    reading.records().forgetProgress("public.flyway_schema_history", "V1__a.sql");

    assertEquals(VerificationStatus.DRIFTED, report.verification().status());
    assertEquals(List.of("f"), query("SELECT is_called FROM shared.called"));
  }

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
  void nothingIsReadWhereReadingExecutesIt(String planted) throws Exception {
    String reader = givenReader();
    givenInDatabase(READ_BY_THE_INTRUDERS.formatted(intruder, Sql.literal(planted), reader));
    user = reader;

    assertEquals(List.of(), look());
    assertThrows(RunUnknown.class, () -> changes(first));
    Report report = reading.verifier().verify(Optional.empty(), false);

    assertEquals(VerificationStatus.UNVERIFIED, report.verification().status());
    assertTrue(report.toString().contains(intruder), report.toString());
    assertEquals(List.of("f"), query("SELECT is_called FROM shared.called"));
  }

  @Test
  void itIsLookedAtAgainOnceSomethingWasCommitted() throws Exception {
    String reader = givenReader();
    user = reader;
    assertEquals(List.of(first.id()), look());
    assertEquals(List.of(first.id()), listed());

    String view =
        "ALTER TABLE waymark.%1$I RENAME TO %2$I;"
            + " CREATE VIEW waymark.%1$I AS SELECT * FROM waymark.%2$I WHERE shared.read()";
    givenInDatabase(READ_BY_THE_INTRUDERS.formatted(intruder, Sql.literal(view), reader));

    assertEquals(List.of(), listed());
    assertThrows(RunUnknown.class, () -> changes(first));
    assertEquals(List.of("f"), query("SELECT is_called FROM shared.called"));
  }

  @Test
  void whatIsAsWaymarkMakesItIsRead() throws Exception {
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
    return listed();
  }

  private List<String> listed() {
    return reading.store().list(null, 10).stream().map(Run::id).toList();
  }

  private RunChanges changes(Run run) {
    return new RunChangesReader(
            new RunReader(reading.store()),
            new RecordedChanges("waymark"),
            reading.ownSchema().reading(pooled()))
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
}
