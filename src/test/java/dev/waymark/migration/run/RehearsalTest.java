package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.database.TestPostgres;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.observation.HeldLock;
import dev.waymark.migration.observation.TouchedRelation;
import dev.waymark.migration.plan.hazard.Hazard;
import dev.waymark.migration.plan.hazard.Hazard.Code;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsal.Rehearsal.Outcome;
import dev.waymark.migration.rehearsal.RehearsedMigration;
import dev.waymark.migration.rehearsal.RehearsedStatement;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** What would run is tried in a copy of the live structure, and watched. */
class RehearsalTest extends MigrationTesting {
  @Test
  void whatAStatementDoesToTheLiveTablesIsSeenInACopy() throws Exception {
    given(
        "V1__a.sql",
        "CREATE TABLE a (id int PRIMARY KEY, name varchar(10));",
        "CREATE INDEX a_name ON a (name);");
    run();
    givenInDatabase("INSERT INTO a SELECT n, n FROM generate_series(1, 1000) AS n; ANALYZE a");
    given(
        "V2__b.sql",
        "CREATE TABLE b (a int REFERENCES a);",
        "ALTER TABLE a ALTER COLUMN id TYPE bigint;",
        "CREATE INDEX ON a (id, name);");
    given("V3__c.sql", "DROP INDEX CONCURRENTLY a_name;");
    given("V4__d.sql", "ALTER ROLE CURRENT_USER SET search_path = nowhere;");

    Rehearsal rehearsal = rehearse();

    assertEquals(Outcome.SUCCEEDED, rehearsal.outcome());
    assertTrue(rehearsal.copy().faithful(), () -> rehearsal.copy().lacks().toString());
    assertEquals(List.of("V2__b.sql", "V3__c.sql", "V4__d.sql"), scriptsOf(rehearsal));
    RehearsedStatement references = statement(rehearsal, 0, 1);
    assertEquals(
        List.of("public.a share-row-exclusive 1-3 1000"), locks(references), "of a foreign key");
    RehearsedStatement type = statement(rehearsal, 0, 2);
    assertTrue(locks(type).contains("public.a access-exclusive 2-3 1000"), locks(type)::toString);
    assertEquals(List.of("public.a"), names(type.rewrites()));
    RehearsedStatement index = statement(rehearsal, 0, 3);
    assertEquals(List.of("public.a"), names(index.scans()));
    assertEquals("public.a_id_name_idx", index.indexes().get(0).index());
    List<String> outside = locks(statement(rehearsal, 1, 1));
    assertTrue(outside.contains("public.a share-update-exclusive 1-1 1000"), outside::toString);
    assertEquals(
        "ALTER ROLE reaches beyond the database, so it was not executed.",
        statement(rehearsal, 2, 1).notRehearsed());
    Set<String> changes =
        rehearsal.migrations().get(0).changes().stream()
            .map(it -> it.change().code() + " " + it.kind() + " " + it.object())
            .collect(Collectors.toSet());
    assertEquals(
        Set.of(
            "added table public.b", "changed table public.a", "added index public.a.a_id_name_idx"),
        changes);
    assertEquals(
        List.of("integer"),
        query(
            "SELECT format_type(atttypid, atttypmod) FROM pg_attribute WHERE attrelid = 'a'::regclass AND attname = 'id'"),
        "the live database is as it was");
    assertEquals(
        List.of(), query("SELECT datname FROM pg_database WHERE datname LIKE 'waymark_scratch%'"));
  }

  @Test
  void whatDependsOnRowsIsAskedOfTheLiveRowsByReadingThem() throws Exception {
    given(
        "V1__a.sql",
        "CREATE TABLE a (id int, email text, age int, code text);",
        "CREATE TABLE b (id int PRIMARY KEY);");
    run();
    givenInDatabase(
        "INSERT INTO a VALUES (1, 'x', -1, '12'), (1, 'x', 3, 'nine'), (3, NULL, NULL, '7')");
    given(
        "V2__b.sql",
        "ALTER TABLE a ADD CONSTRAINT one UNIQUE (id, email);",
        "CREATE UNIQUE INDEX two ON a (lower(code)) WHERE age > 0;",
        "ALTER TABLE a ALTER COLUMN email SET NOT NULL;",
        "ALTER TABLE a ADD CONSTRAINT three FOREIGN KEY (id) REFERENCES b;",
        "ALTER TABLE a ADD CONSTRAINT four CHECK (age > 0);",
        "ALTER TABLE a ADD CONSTRAINT five CHECK (age > 0) NOT VALID;",
        "ALTER TABLE a ALTER COLUMN code TYPE varchar(3);",
        "ALTER TABLE a ADD COLUMN must int NOT NULL;");

    List<String> asked =
        rehearse().migrations().get(0).data().stream()
            .map(
                it ->
                    "%s %s %s %s %s"
                        .formatted(
                            it.check().code(),
                            it.object(),
                            it.outcome().code(),
                            it.rows(),
                            it.example()))
            .sorted()
            .toList();

    assertEquals(
        List.of(
            "casts public.a.code violated 1 nine",
            "duplicates public.a.one violated 1 (1,x)",
            "duplicates public.a.two holds 0 null",
            "nulls public.a.email violated 1 null",
            "orphans public.a.three violated 3 (1)",
            "rows public.a.must violated 1 null",
            "violations public.a.four violated 1 (1,x,-1,12)"),
        asked);
  }

  @Test
  void noCodeOfTheUsersThatDoesMoreThanReadIsExecutedOverLiveRows() throws Exception {
    Path outside = Files.createTempDirectory(Path.of("/tmp"), "waymark-outside");
    Files.setPosixFilePermissions(outside, PosixFilePermissions.fromString("rwxrwxrwx"));
    given(
        "V1__a.sql",
        "CREATE TABLE a (id int, kept int);",
        "INSERT INTO a VALUES (1, 1);",
        "CREATE FUNCTION spy(value int) RETURNS boolean IMMUTABLE LANGUAGE plpgsql AS $$",
        "BEGIN",
        "  IF current_setting('transaction_read_only')::boolean THEN",
        "    COPY (SELECT value) TO '" + outside + "/harm';",
        "  END IF;",
        "  RETURN true;",
        "END $$;",
        "CREATE FUNCTION spies(value int, other int) RETURNS boolean IMMUTABLE LANGUAGE sql",
        "  AS 'SELECT spy(value)';",
        "CREATE OPERATOR <~~> (LEFTARG = int, RIGHTARG = int, FUNCTION = spies);",
        "CREATE DOMAIN spied AS int CHECK (spy(VALUE));",
        "CREATE DOMAIN deep AS spied;",
        "CREATE FUNCTION even(value int) RETURNS boolean IMMUTABLE LANGUAGE sql",
        "  AS 'SELECT value % 2 = 0';");
    run();
    given(
        "V2__b.sql",
        "ALTER TABLE a ADD CONSTRAINT called CHECK (spy(id));",
        "ALTER TABLE a ADD CONSTRAINT operated CHECK (id <~~> 1);",
        "CREATE UNIQUE INDEX indexed ON a (spy(id));",
        "ALTER TABLE a ALTER COLUMN id TYPE deep;");
    given("V3__c.sql", "ALTER TABLE a ADD CONSTRAINT pure CHECK (even(kept) OR kept > 0);");

    Rehearsal rehearsal = rehearse();

    assertEquals(Outcome.SUCCEEDED, rehearsal.outcome());
    assertEquals(
        List.of(
            "public.a.called not-finished",
            "public.a.id not-finished",
            "public.a.indexed not-finished",
            "public.a.operated not-finished",
            "public.a.pure holds"),
        answers(rehearsal));
    assertFalse(Files.exists(outside.resolve("harm")));
    Files.delete(outside);
  }

  @Test
  void rowsAreAskedUnderTheNamesThatTheyHaveInTheLiveDatabase() throws Exception {
    given(
        "V1__a.sql",
        "CREATE TABLE a (id int, e text);",
        "INSERT INTO a VALUES (1, NULL), (1, NULL);",
        "CREATE TABLE b (id int, e text);",
        "CREATE TABLE gone (id int);",
        "INSERT INTO gone VALUES (1), (1);");
    run();
    given(
        "V2__swapped.sql",
        "ALTER TABLE a RENAME TO swap;",
        "ALTER TABLE b RENAME TO a;",
        "ALTER TABLE swap RENAME TO \"order\";",
        "ALTER TABLE \"order\" RENAME e TO \"x.type\";",
        "DROP TABLE gone;",
        "CREATE TABLE gone (id int);");
    given(
        "V3__c.sql",
        "ALTER TABLE a ADD CONSTRAINT one UNIQUE (id);",
        "ALTER TABLE a ALTER COLUMN e SET NOT NULL;",
        "ALTER TABLE \"order\" ADD CONSTRAINT two CHECK (\"x.type\" <> '' OR id > 1);",
        "ALTER TABLE \"order\" ALTER COLUMN \"x.type\" SET NOT NULL;",
        "CREATE UNIQUE INDEX three ON \"order\" (id);",
        "ALTER TABLE gone ADD PRIMARY KEY (id);",
        "ALTER TABLE \"order\" ADD COLUMN \"new.type\" int;");

    Rehearsal rehearsal = rehearse();

    assertEquals(Outcome.SUCCEEDED, rehearsal.outcome());
    assertEquals(
        List.of(
            "public.a.e holds",
            "public.a.one holds",
            "public.order.three violated",
            "public.order.two holds",
            "public.order.x.type violated"),
        answers(rehearsal));
    given("V4__d.sql", "ALTER TABLE \"order\" DROP COLUMN \"x.type\";", "DROP TABLE gone;");
    assertEquals(
        List.of("The column public.order.x.type is dropped."),
        rehearse().migrations().get(2).hazards().stream()
            .filter(it -> it.code() == Code.CLIENTS_BROKEN)
            .map(Hazard::detail)
            .toList());
  }

  @Test
  void liveRowsAreRefusedByWhatRefusesThemThenAlone() throws Exception {
    given(
        "V1__a.sql",
        "CREATE DOMAIN short AS varchar(3);",
        "CREATE TABLE a (spaces text, list text[], of_domain text, bits varbit);",
        "INSERT INTO a VALUES ('abc   ', '{abcdef}', 'abcdef', B'10101');",
        "CREATE TABLE parent (id int, v int, w int);",
        "CREATE TABLE child () INHERITS (parent);",
        "INSERT INTO parent VALUES (1, 1, 1);",
        "INSERT INTO child VALUES (1, -1, 1), (2, 2, 2);",
        "CREATE UNIQUE INDEX parent_w ON parent (w);",
        "CREATE TABLE pair (a int, b int, PRIMARY KEY (a, b));",
        "CREATE TABLE refers (w int, a int, b int, f int);",
        "INSERT INTO refers VALUES (2, 1, NULL, 1), (1, NULL, NULL, 1);");
    run();
    given(
        "V2__b.sql",
        "ALTER TABLE a ALTER COLUMN spaces TYPE varchar(3);",
        "ALTER TABLE a ALTER COLUMN list TYPE varchar(3)[];",
        "ALTER TABLE a ALTER COLUMN of_domain TYPE short;",
        "ALTER TABLE a ALTER COLUMN bits TYPE varbit(3);",
        "ALTER TABLE parent ADD CONSTRAINT own UNIQUE (id);",
        "ALTER TABLE parent ADD CONSTRAINT kept CHECK (v > 0) NO INHERIT;",
        "ALTER TABLE refers ADD CONSTRAINT of_parent FOREIGN KEY (w) REFERENCES parent (w);",
        "ALTER TABLE refers ADD CONSTRAINT whole FOREIGN KEY (a, b) REFERENCES pair MATCH FULL;",
        "ALTER TABLE refers ADD CONSTRAINT simple FOREIGN KEY (a, b) REFERENCES pair;");

    Rehearsal rehearsal = rehearse();

    assertEquals(Outcome.SUCCEEDED, rehearsal.outcome());
    assertEquals(
        List.of(
            "public.a.bits violated",
            "public.a.list violated",
            "public.a.of_domain violated",
            "public.a.spaces holds",
            "public.parent.kept holds",
            "public.parent.own holds",
            "public.refers.of_parent violated",
            "public.refers.simple holds",
            "public.refers.whole violated"),
        answers(rehearsal));
  }

  @Test
  void aColumnThatIsFilledBeforeItMustHaveAValueStopsNoCaller() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);", "INSERT INTO a VALUES (1);");
    run();
    given(
        "V2__b.sql",
        "ALTER TABLE a ADD COLUMN n int;",
        "UPDATE a SET n = id;",
        "ALTER TABLE a ALTER COLUMN n SET NOT NULL;");

    assertEquals(
        List.of("public.a.n violated true", "public.a counted false"),
        rehearse().migrations().get(0).data().stream()
            .map(it -> it.object() + " " + it.outcome().code() + " " + it.writtenBefore())
            .toList());
  }

  @Test
  void whatIsWrittenAfterwardsMendsNothing() throws Exception {
    given(
        "V1__a.sql",
        "CREATE TABLE \"we\"\"ird.x\" (id int, n int);",
        "INSERT INTO \"we\"\"ird.x\" VALUES (1, NULL);");
    run();
    givenInDatabase("ANALYZE");
    given(
        "V2__b.sql",
        "ALTER TABLE \"we\"\"ird.x\" ALTER COLUMN n SET NOT NULL;",
        "DELETE FROM \"we\"\"ird.x\" WHERE n IS NULL;");

    RehearsedMigration migration = rehearse().migrations().get(0);

    assertEquals(
        List.of("nulls public.we\"ird.x violated false", "touched public.we\"ird.x counted false"),
        migration.data().stream()
            .map(
                it ->
                    "%s %s %s %s"
                        .formatted(
                            it.check().code(), it.table(), it.outcome().code(), it.writtenBefore()))
            .toList());
    assertEquals(
        List.of(),
        migration.allHazards().filter(it -> it.code() == Code.OTHER_TABLE_LOCKED).toList());
    assertTrue(
        migration.hazards().get(0).detail().startsWith("1 row of public.we\"ird.x has no value"),
        migration.hazards()::toString);
  }

  @Test
  void aSessionThatHoldsForLongWhatAStatementWillAskForIsNamed() throws Exception {
    limits = new RunLimits(Duration.ZERO, Duration.ZERO, 0, Duration.ofSeconds(1));
    given("V1__a.sql", "CREATE TABLE a (id int);");
    run();
    given("V2__b.sql", "ALTER TABLE a ADD COLUMN b int;");
    try (var forgotten = TestPostgres.connect(database);
        var statement = forgotten.createStatement()) {
      forgotten.setAutoCommit(false);
      statement.execute("SET application_name = 'a report'; SELECT FROM a");

      Hazard hazard = statement(rehearse(), 0, 1).hazards().get(0);

      assertEquals(Hazard.Code.WAITS_FOR_TRANSACTION, hazard.code());
      assertTrue(
          hazard.detail().contains("application a report has held access-share"), hazard::detail);
    }
    assertEquals(List.of(), statement(rehearse(), 0, 1).hazards());
  }

  @Test
  void aRoleThatMayMakeNoRolesRehearsesWhatStaysInItsDatabase() throws Exception {
    user = givenRole("ALTER ROLE %s CREATEDB", "GRANT CREATE ON SCHEMA public TO %s");
    given("V1__a.sql", "CREATE TABLE a (id int PRIMARY KEY, name text DEFAULT 'a\\b');");
    run();
    given("V2__b.sql", "ALTER TABLE a ALTER COLUMN id TYPE bigint;");

    Rehearsal rehearsal = rehearse();

    assertEquals(Outcome.SUCCEEDED, rehearsal.outcome(), rehearsal::toString);
    assertEquals(List.of("public.a"), names(statement(rehearsal, 0, 1).rewrites()));
  }

  @Test
  void scriptsMayUseAPublicSchemaThatSomebodyMadeAnew() throws Exception {
    givenInDatabase("DROP SCHEMA public CASCADE; CREATE SCHEMA public");
    given("V1__a.sql", "CREATE TABLE a (id int PRIMARY KEY);");

    Rehearsal rehearsal = rehearse();

    assertEquals(Outcome.SUCCEEDED, rehearsal.outcome(), rehearsal::toString);
  }

  @Test
  void whatARunMayDoIsRehearsedAlthoughTheRoleForItMayNot() throws Exception {
    given(
        "V1__a.sql",
        "CREATE TABLE a (id int PRIMARY KEY);",
        "CREATE TABLE b (id int REFERENCES a);");
    run();
    given(
        "V2__b.sql",
        "SET LOCAL session_replication_role = replica;",
        "ALTER TABLE b DISABLE TRIGGER ALL;",
        "CREATE PUBLICATION everything FOR ALL TABLES;");

    assertEquals(Outcome.SUCCEEDED, rehearse().outcome());
    given("V3__c.sql", "SELECT pg_catalog.pg_reload_conf();");
    MigrationException.NotRehearsable refused =
        assertThrows(MigrationException.NotRehearsable.class, this::rehearse);
    assertTrue(
        refused.getMessage().startsWith("The rehearsal failed: V2__b.sql, line 1: permission"),
        refused.getMessage());
  }

  @Test
  void ownersWhoTookRightsFromThemselvesStopNoRehearsal() throws Exception {
    givenRole();
    given(
        "V1__a.sql",
        "CREATE TABLE a (id int);",
        "CREATE TABLE closed (id int);",
        "ALTER TABLE closed OWNER TO " + database + "_role;",
        "REVOKE ALL ON closed FROM " + database + "_role;");
    run();
    given("V2__b.sql", "CREATE INDEX CONCURRENTLY i ON a (id);");
    given("V3__c.sql", "ALTER TABLE closed ADD COLUMN more int;");

    Rehearsal rehearsal = rehearse();

    assertEquals(Outcome.SUCCEEDED, rehearsal.outcome());
    assertTrue(rehearsal.copy().faithful(), () -> rehearsal.copy().lacks().toString());
  }

  @Test
  void noValueOfAPlaceholderIsShown() throws Exception {
    placeholders.put("secret", "it's hidden");
    given(
        "V1__a.sql",
        "CREATE TABLE a (id int, text text);",
        "INSERT INTO a VALUES (1, 'it''s hidden');");
    run();
    given(
        "V2__b.sql",
        "ALTER TABLE a ADD CONSTRAINT other CHECK (text <> $t$${secret}$t$);",
        "ALTER TABLE a ALTER COLUMN text SET DEFAULT $t$${secret}$t$;",
        "CREATE UNIQUE INDEX one ON a (id) WHERE text = $t$${secret}$t$;",
        "CREATE POLICY hides ON a USING (text = $t$${secret}$t$);");

    Rehearsal rehearsal = rehearse();

    assertEquals(Outcome.SUCCEEDED, rehearsal.outcome());
    String all = new ObjectMapper().findAndRegisterModules().writeValueAsString(rehearsal);
    assertTrue(all.contains("${secret}"), all);
    assertFalse(all.contains("hidden"), all);
  }

  @Test
  void rolesThatAScriptMakesAreNamedByThoseAfterIt() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);");
    run();
    String one = database + "_one";
    String two = database + "_Two";
    given(
        "V2__b.sql",
        "CREATE ROLE " + one + " LOGIN PASSWORD 'hidden';",
        "DO $$ BEGIN",
        "  IF NOT EXISTS (SELECT FROM pg_roles WHERE rolname = '" + two + "') THEN",
        "    CREATE ROLE \"" + two + "\";",
        "  END IF;",
        "END $$;",
        "GRANT SELECT ON a TO " + one + ", \"" + two + "\";");
    given("V3__c.sql", "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO " + one + ";");

    assertEquals(Outcome.SUCCEEDED, rehearse().outcome());
    assertEquals(
        List.of(),
        query(
            "SELECT rolname FROM pg_roles WHERE rolname LIKE 'waymark_scratch%' OR rolname IN ('"
                + one
                + "', '"
                + two
                + "')"));

    user = givenRole("ALTER ROLE %s CREATEDB");
    givenInDatabase("ALTER DATABASE " + database + " OWNER TO " + user);
    givenInDatabase("ALTER TABLE a OWNER TO " + user);
    givenInDatabase("GRANT ALL ON ALL TABLES IN SCHEMA public TO " + user);
    assertThrows(MigrationException.NotRehearsable.class, this::rehearse);
  }

  @Test
  void beingWatchedCostsAStatementNoPatience() throws Exception {
    given("V1__a.sql", "CREATE TABLE a (id int);", "CREATE TABLE told (said text);");
    run();
    given(
        "V2__b.sql",
        "SET lock_timeout = '1ms';",
        "CREATE INDEX CONCURRENTLY first ON a (id);",
        "CREATE INDEX CONCURRENTLY second ON a (id);");
    given("V3__c.sql", "INSERT INTO told SELECT current_setting('lock_timeout');");

    assertEquals(Outcome.SUCCEEDED, rehearse().outcome());
  }

  @Test
  void whatFailsForWantOfLiveRowsIsSaidToDependOnThem() throws Exception {
    given(
        "V1__a.sql",
        "CREATE TABLE a (id int PRIMARY KEY);",
        "CREATE TABLE b (a int REFERENCES a);");
    run();
    givenInDatabase("INSERT INTO a VALUES (4711)");
    given("V2__b.sql", "INSERT INTO b VALUES (4711);");

    Rehearsal rehearsal = rehearse();

    assertEquals(Outcome.FAILED, rehearsal.outcome());
    assertTrue(
        rehearsal.failure().hint().startsWith("The copy has no live rows."),
        rehearsal.failure().hint());
  }

  private Rehearsal rehearse() {
    return process().running().rehearser().rehearse(null);
  }

  private static List<String> answers(Rehearsal rehearsal) {
    return rehearsal.migrations().stream()
        .flatMap(it -> it.data().stream())
        .map(it -> it.object() + " " + it.outcome().code())
        .sorted()
        .toList();
  }

  private static List<String> scriptsOf(Rehearsal rehearsal) {
    return rehearsal.migrations().stream().map(RehearsedMigration::script).toList();
  }

  private static RehearsedStatement statement(Rehearsal rehearsal, int migration, int number) {
    return rehearsal.migrations().get(migration).statements().get(number - 1);
  }

  private static List<String> locks(RehearsedStatement statement) {
    return statement.locks().stream().map(RehearsalTest::text).toList();
  }

  private static String text(HeldLock lock) {
    return "%s %s %d-%d%s"
        .formatted(
            lock.relation(),
            lock.mode().code(),
            lock.heldFrom(),
            lock.heldTo(),
            lock.live() == null ? "" : " " + lock.live().rows());
  }

  private static List<String> names(List<TouchedRelation> relations) {
    return relations.stream().map(TouchedRelation::relation).toList();
  }
}
