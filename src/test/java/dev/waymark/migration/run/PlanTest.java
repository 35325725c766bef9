package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.TestPostgres;
import dev.waymark.migration.DriftBefore;
import dev.waymark.migration.MigrationException.PlanChanged;
import dev.waymark.migration.PlanDifference;
import dev.waymark.migration.PlanDifference.Part;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunLimits;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.plan.Plan;
import dev.waymark.migration.plan.PlannedLimits;
import dev.waymark.migration.plan.PlannedMigration;
import dev.waymark.migration.plan.PlannedStatement;
import dev.waymark.migration.plan.hazard.Gate;
import dev.waymark.migration.plan.hazard.Hazard;
import java.nio.file.Files;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What a run would do, said before; and that it does exactly that, or nothing. */
@Timeout(120)
class PlanTest extends MigrationTesting {

  @BeforeEach
  void applyTheFirst() throws Exception {
    given(
        "V1__a.sql",
        "CREATE TABLE a (id int PRIMARY KEY, note text);",
        "CREATE INDEX a_unique_idx ON a (id, note);");
    run();
    givenInDatabase(
        "INSERT INTO a SELECT n, 'x' FROM generate_series(1, 500) AS n; ANALYZE a;"
            + "CREATE TABLE empty (id int, note text); ANALYZE empty;"
            + "CREATE INDEX a_note_idx ON a (note);"
            + "CREATE SCHEMA elsewhere; CREATE TABLE elsewhere.b (id int)");
  }

  @Test
  void saysScriptByScriptAndStatementByStatementWhatWouldRun() throws Exception {
    placeholders.put("password", "s3cret-password");
    given(
        "V2__b.sql",
        "-- waymark: lock_timeout=2s",
        "-- A table.",
        "CREATE TABLE b (id int);",
        "  INSERT INTO b VALUES (4711); CREATE ROLE nobody PASSWORD '${password}';");
    given("V3__i.sql", "CREATE INDEX CONCURRENTLY b_id ON b (id);");
    given("R__view.sql", "BEGIN;", "CREATE OR REPLACE VIEW v AS SELECT 1 AS one;", "COMMIT;");

    Plan plan = plan(null);

    assertEquals("1", plan.fromVersion());
    assertEquals("3", plan.toVersion());
    assertEquals(new Plan.Counts(3, 5, 0), plan.counts());
    assertEquals(List.of(), plan.invalid());
    PlannedMigration first = plan.migrations().get(0);
    assertEquals("V2__b.sql", first.script());
    assertTrue(first.transactional());
    assertEquals(new PlannedLimits(2_000, 0, 10), first.limits());
    assertEquals(
        List.of(
            new PlannedStatement(
                1,
                3,
                1,
                "ordinary",
                "CREATE TABLE",
                "CREATE TABLE b (id int)",
                List.of(),
                List.of(),
                List.of(),
                List.of()),
            new PlannedStatement(
                2,
                4,
                3,
                "ordinary",
                "INSERT INTO",
                "INSERT INTO b VALUES (4711)",
                List.of(),
                List.of(),
                List.of(),
                List.of())),
        first.statements().subList(0, 2));
    assertEquals(32, first.statements().get(2).column());
    PlannedMigration second = plan.migrations().get(1);
    assertEquals(new PlannedLimits(0, 0, 10), second.limits());
    assertEquals("non-transactional", second.statements().get(0).kind());
    assertEquals("CREATE INDEX CONCURRENTLY", second.statements().get(0).command());
    assertEquals(1, plan.migrations().get(2).statements().size(), "BEGIN and COMMIT are left out");
    assertTrue(!plan.toString().contains("s3cret"), plan::toString);
    assertEquals(
        List.of("V2__b.sql", "R__view.sql"),
        plan("2").migrations().stream().map(it -> it.script()).toList());
  }

  @Test
  void aRunDoesExactlyThePlan() throws Exception {
    given("V2__b.sql", "CREATE TABLE b (id int);");
    String digest = plan(null).digest();

    Run run = run(digest, null);

    assertEquals(1, run.applied());
    assertEquals(digest, run.plan());
    PlanChanged again = changed(digest);
    assertEquals(
        List.of(Part.HISTORY, Part.SCHEMA, Part.SCRIPT),
        again.differences().stream().map(PlanDifference::part).toList());
  }

  @ParameterizedTest
  @ValueSource(
      strings = {
        "ANALYZE",
        "INSERT INTO a SELECT n FROM generate_series(1000, 9000) AS n",
        "DELETE FROM a",
        "VACUUM FULL a",
        "REINDEX TABLE a",
        "CREATE TABLE elsewhere.c (id int)",
        "SELECT pg_stat_reset()"
      })
  void nothingThatMattersChangesAndTheDigestIsTheSame(String sql) throws Exception {
    given("V2__b.sql", "CREATE TABLE b (id int);");
    String digest = plan(null).digest();

    givenInDatabase(sql);
    given("V1__a.sql.txt", "a note");

    assertEquals(digest, plan(null).digest());
    assertEquals(1, run(digest, null).applied());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      value = {
        "ALTER TABLE a ADD COLUMN x int | tables public.a different",
        "DROP INDEX a_unique_idx | indexes public.a.a_unique_idx missing",
        "CREATE FUNCTION f() RETURNS int LANGUAGE sql AS 'SELECT 1' | functions public.f() unexpected",
        "GRANT SELECT ON a TO PUBLIC | tables public.a different",
        "ALTER TABLE a ALTER COLUMN note SET DEFAULT 'y' | tables public.a different",
        "COMMENT ON TABLE a IS 'another' | tables public.a different"
      })
  void anotherSchemaIsNamedWithWhatDiffers(String sql, String object) throws Exception {
    given("V2__b.sql", "CREATE TABLE b (id int);");
    String digest = plan(null).digest();

    givenInDatabase(sql);

    assertNotEquals(digest, plan(null).digest());
    PlanChanged changed = changed(digest);
    assertEquals(
        List.of(Part.SCHEMA), changed.differences().stream().map(PlanDifference::part).toList());
    assertTrue(
        changed.differences().get(0).drift().objects().stream()
            .map(it -> "%s %s %s".formatted(it.kind(), it.name(), it.state()))
            .toList()
            .contains(object),
        changed::getMessage);
    assertTrue(changed.getMessage().contains(object.split(" ")[1]), changed::getMessage);
    assertEquals(List.of("1"), query("SELECT version FROM flyway_schema_history"));
  }

  @Test
  void aSchemaThatWasRecordedSinceIsSaidToBe() throws Exception {
    givenInDatabase("DROP TABLE empty; DROP INDEX a_note_idx");
    given("V2__b.sql", "CREATE TABLE b (id int);");
    given("V3__c.sql", "CREATE TABLE c (id int);");
    String digest = plan("3").digest();
    run("2");

    PlanDifference schema = changed(digest).differences().get(1);

    assertEquals(new DriftBefore(0, List.of()), schema.drift());
    assertTrue(schema.detail().contains("a run or an acceptance recorded that"), schema::detail);
  }

  @Test
  void aScriptThatIsAnotherOneIsNamed() throws Exception {
    given("V2__b.sql", "CREATE TABLE b (id int);");
    given("V3__c.sql", "CREATE TABLE c (id int);");
    String digest = plan(null).digest();

    given("V3__c.sql", "CREATE TABLE c (id int); -- as was");
    assertEquals(List.of("V3__c.sql"), scriptsOf(changed(digest)));

    given("V3__c.sql", "CREATE TABLE c (id int);");
    assertEquals(digest, plan(null).digest());
    given("V2_1__d.sql", "CREATE TABLE d (id int);");
    assertEquals(List.of("V2_1__d.sql"), scriptsOf(changed(digest)));

    Files.delete(folder.resolve("V2_1__d.sql"));
    given("V2__b.sql.conf", "executeInTransaction=false");
    assertEquals(List.of("V2__b.sql"), scriptsOf(changed(digest)));

    Files.delete(folder.resolve("V2__b.sql.conf"));
    given("afterMigrate.sql", "SELECT 1;");
    assertEquals(List.of("afterMigrate.sql"), scriptsOf(changed(digest)));

    Files.delete(folder.resolve("afterMigrate.sql"));
    Files.delete(folder.resolve("V3__c.sql"));
    PlanChanged less = changed(digest);
    assertEquals(1, less.differences().size());
    assertTrue(
        less.getMessage().contains("1 of the plan's scripts would not run"), less::getMessage);
    assertEquals(List.of("a", "empty"), tables());
  }

  @Test
  void aSettingThatIsAnotherOneIsNamed() throws Exception {
    placeholders.put("size", "10");
    given("V2__b.sql", "CREATE TABLE b (id varchar(${size}));");
    String digest = plan(null).digest();

    placeholders.put("size", "11");
    assertEquals(List.of(new PlanDifference(Part.PLACEHOLDERS)), changed(digest).differences());

    placeholders.put("size", "10");
    limits = new RunLimits(Duration.ofSeconds(6), Duration.ZERO, 10, Duration.ofSeconds(25));
    assertEquals(List.of(new PlanDifference(Part.LIMITS)), changed(digest).differences());

    limits = RunLimits.DEFAULT;
    outOfOrder = true;
    assertEquals(List.of(new PlanDifference(Part.SCHEMAS)), changed(digest).differences());

    outOfOrder = false;
    givenInDatabase("ALTER DATABASE %s SET search_path = public, elsewhere".formatted(database));
    assertEquals(List.of(new PlanDifference(Part.SCHEMAS)), changed(digest).differences());

    givenInDatabase("ALTER DATABASE %s RESET search_path".formatted(database));
    assertEquals(1, run(digest, null).applied());
  }

  @Test
  void anotherHistoryIsNamed() throws Exception {
    given("V2__b.sql", "SELECT 1;");
    given("V3__c.sql", "SELECT 1;");
    String digest = plan(null).digest();

    run("2");

    PlanChanged changed = changed(digest);
    assertEquals(
        List.of(Part.HISTORY, Part.SCRIPT),
        changed.differences().stream().map(PlanDifference::part).toList());
    assertEquals(
        Part.UNKNOWN,
        changed(digest.replaceAll("[.].*", "")).differences().get(0).part(),
        "without its second half it cannot be said what");
  }

  @Test
  void thePlanOfATargetIsThatOfTheSameTarget() throws Exception {
    given("V2__b.sql", "CREATE TABLE b (id int);");
    given("V3__c.sql", "CREATE TABLE c (id int);");
    String digest = plan("2").digest();

    assertEquals(List.of("V3__c.sql"), scriptsOf(changed(digest)));

    assertEquals("2", run(digest, "2").toVersion());
  }

  @Test
  void aCallerWhoAsksForTheSamePlanMeanwhileJoinsAndNoOther() throws Exception {
    given("V2__b.sql", "SELECT pg_advisory_xact_lock(7);", "CREATE TABLE b (id int);");
    String digest = plan(null).digest();
    RunRequest planned = new RunRequest(null, false, null, digest);
    MigrationRunner runner = runner();
    Ticket first;
    Ticket same;
    Ticket whatever;
    try (var gate = TestPostgres.connect(database);
        var statement = gate.createStatement()) {
      statement.execute("SELECT pg_advisory_lock(7)");
      first = runner.submit(planned, Requester.UNKNOWN, null);
      same = runner.submit(planned, Requester.UNKNOWN, null);
      while (query("SELECT 1 FROM pg_locks WHERE objid = 7 AND NOT granted").isEmpty()) {
        Thread.onSpinWait();
      }
      whatever = runner.submit(new RunRequest(null, false, null), Requester.UNKNOWN, null);
    }

    assertEquals(first.id(), same.id());
    assertNotEquals(first.id(), whatever.id());
    assertEquals(1, first.end().join().applied());
    assertTrue(same.end().join().joined());
    assertEquals(0, whatever.end().join().applied());
  }

  static Stream<List<String>> hazards() {
    return Stream.of(
        List.of("DROP TABLE a;", "table-dropped"),
        List.of("DROP TABLE IF EXISTS public.a CASCADE;", "table-dropped"),
        List.of("drop table \"a\", empty;", "table-dropped"),
        List.of("TRUNCATE a;", "rows-truncated"),
        List.of("TRUNCATE TABLE ONLY a CASCADE;", "rows-truncated"),
        List.of("ALTER TABLE a DROP COLUMN note;", "column-dropped"),
        List.of("ALTER TABLE a DROP note, DROP COLUMN IF EXISTS gone;", "column-dropped"),
        List.of("DROP INDEX a_note_idx;", "used-index-dropped"),
        List.of("CREATE TABLE " + "x".repeat(64) + " ();", "name-cut"),
        List.of("ALTER TABLE a ADD COLUMN \"" + "é".repeat(32) + "\" int;", "name-cut"),
        List.of(
            "CREATE INDEX CONCURRENTLY one ON a (note); CREATE INDEX CONCURRENTLY two ON a (note);",
            "stays-halfway"),
        // What a name stands for where the statement runs.
        List.of("SET search_path TO elsewhere, public; DROP TABLE c;", "table-dropped"),
        List.of("SET LOCAL search_path = 'elsewhere'; TRUNCATE c;", "rows-truncated"),
        List.of(
            "SELECT pg_catalog.set_config('search_path', 'elsewhere', false); DROP TABLE c;",
            "table-dropped"),
        List.of("SET search_path TO elsewhere; RESET search_path; DROP TABLE a;", "table-dropped"),
        List.of(
            "CREATE FUNCTION f() RETURNS int LANGUAGE sql SET search_path TO elsewhere AS 'SELECT 1';"
                + "DROP TABLE a;",
            "table-dropped"),
        List.of("DROP TABLE elsewhere.a; DROP TABLE a;", "table-dropped"),
        List.of("ALTER TABLE a RENAME TO old; DROP TABLE old;", "table-dropped"),
        List.of("ALTER TABLE a SET SCHEMA elsewhere; DROP TABLE elsewhere.a;", "table-dropped"),
        List.of("ALTER TABLE a RENAME note TO text; ALTER TABLE a DROP text;", "column-dropped"),
        List.of("TRUNCATE parent;", "rows-truncated"),
        List.of("ALTER TABLE parent DROP COLUMN note;", "column-dropped"),
        List.of("DROP INDEX parts_note_idx;", "used-index-dropped"),
        List.of("SET search_path TO elsewhere; DROP TABLE a;"),
        List.of("DO $$BEGIN SET search_path TO elsewhere; END$$; DROP TABLE a;"),
        List.of("TRUNCATE ONLY parent;"),
        List.of("ALTER TABLE ONLY parent DROP COLUMN note;"),
        List.of("ALTER TABLE a RENAME note TO text; ALTER TABLE a DROP IF EXISTS note;"),
        List.of(
            "ALTER TABLE a DROP note; ALTER TABLE a ADD note int; ALTER TABLE a DROP note;",
            "column-dropped"),
        List.of(
            "ALTER TABLE a SET SCHEMA elsewhere; SET search_path TO elsewhere; DROP TABLE a;",
            "table-dropped"),
        List.of("ALTER TABLE a SET SCHEMA elsewhere; DROP TABLE IF EXISTS a;"),
        List.of("ALTER TABLE elsewhere.c RENAME TO d; DROP TABLE IF EXISTS d;"),
        List.of("VACUUM a; VACUUM empty;"),
        // Nothing happens.
        List.of("DROP TABLE empty;"),
        List.of("DROP TABLE IF EXISTS nowhere;"),
        List.of("TRUNCATE empty;"),
        List.of("ALTER TABLE empty DROP COLUMN note;"),
        List.of("ALTER TABLE a DROP COLUMN IF EXISTS gone;"),
        List.of("ALTER TABLE a DROP CONSTRAINT a_pkey;"),
        List.of("ALTER TABLE a ALTER COLUMN note DROP NOT NULL;"),
        List.of("CREATE TABLE new (id int); DROP TABLE new;"),
        List.of("ALTER TABLE a RENAME TO old; CREATE TABLE a (id int); DROP TABLE a;"),
        List.of("DROP VIEW IF EXISTS a_view;"),
        List.of("DROP INDEX IF EXISTS elsewhere.a_note_idx;"),
        List.of("CREATE INDEX CONCURRENTLY one ON a (note);"),
        List.of("SET lock_timeout = 0; CREATE INDEX CONCURRENTLY one ON a (note);"),
        List.of("CREATE TABLE " + "x".repeat(63) + " ();"),
        List.of("INSERT INTO a VALUES (0, '" + "x".repeat(80) + "');"));
  }

  @ParameterizedTest
  @MethodSource("hazards")
  void tellsWhatAPersonShouldDecideAbout(List<String> sqlAndCodes) throws Exception {
    givenInDatabase(
        "CREATE TABLE elsewhere.c AS SELECT 1 AS id; ANALYZE elsewhere.c;"
            + "CREATE TABLE parent (id int, note text); CREATE TABLE child () INHERITS (parent);"
            + "INSERT INTO child VALUES (1, 'x'); ANALYZE child;"
            + "CREATE TABLE parts (note text) PARTITION BY LIST (note);"
            + "CREATE TABLE part PARTITION OF parts DEFAULT; CREATE INDEX ON parts (note)");
    useTheIndexes();
    given("V2__b.sql", sqlAndCodes.get(0));

    Plan plan = plan(null);

    List<Hazard> found =
        plan.migrations().stream()
            .flatMap(
                it ->
                    Stream.concat(
                        it.hazards().stream(),
                        it.statements().stream().flatMap(one -> one.hazards().stream())))
            .toList();
    assertEquals(
        sqlAndCodes.subList(1, sqlAndCodes.size()),
        found.stream().map(it -> it.code().code()).toList(),
        found::toString);
    assertEquals(found.size(), plan.counts().hazards());
  }

  @Test
  void aHazardShowsNoValueOfAPlaceholder() throws Exception {
    placeholders.put("secret", "s3cret_name");
    givenInDatabase("CREATE TABLE s3cret_name AS SELECT 1 AS s3cret_name; ANALYZE s3cret_name");
    given(
        "V2__b.sql",
        "ALTER TABLE ${secret} DROP ${secret};",
        "CREATE TABLE " + "x".repeat(59) + "${secret} ();",
        "DROP TABLE ${secret};");

    Plan plan = plan(null);

    assertEquals(3, plan.counts().hazards());
    assertTrue(!plan.toString().contains("s3cr"), plan::toString);
  }

  /** The server learns of that some time after the backend is gone. */
  private void useTheIndexes() throws Exception {
    try (var connection = TestPostgres.connect(database);
        var statement = connection.createStatement()) {
      statement.execute("SET enable_seqscan = off");
      statement.execute("SELECT id FROM a WHERE note = 'y'");
      statement.execute("SELECT note FROM parts WHERE note = 'y'");
    }
    while (query("SELECT 1 FROM pg_stat_user_indexes WHERE idx_scan > 0").size() < 2) {
      Thread.onSpinWait();
    }
  }

  private Plan plan(String target) {
    process();
    return reading.plans().plan(target);
  }

  private Run run(String digest, String target) {
    return runner().run(new RunRequest(target, null, null, digest));
  }

  private PlanChanged changed(String digest) {
    return assertThrows(PlanChanged.class, () -> run(digest, null));
  }

  private static List<String> scriptsOf(PlanChanged changed) {
    return changed.differences().stream().map(PlanDifference::script).toList();
  }

  @Test
  void whatSomebodyAcceptsInTheScriptDoesNotShutTheGate() throws Exception {
    given("V2__a.sql", "CREATE TABLE gated (id int, b int);", "INSERT INTO gated VALUES (1, 2);");
    run();
    givenInDatabase("ANALYZE gated");
    given(
        "V3__b.sql",
        "-- waymark: accept=column-dropped reason=\"not read since 4.2\"",
        "ALTER TABLE gated DROP COLUMN b;",
        "-- waymark: accept=rows-truncated reason=\"a mistake\"",
        "CREATE TABLE c ();",
        "-- waymark: accept=table-rewritten reason=\"it is small\"",
        "CREATE TABLE d ();",
        "-- waymark: accept=nonsense reason=\"whatever\"",
        "CREATE TABLE e ();");

    Plan plan = plan(null);

    var statements = plan.migrations().get(0).statements();
    assertEquals("not read since 4.2", statements.get(0).hazards().get(0).accepted());
    assertEquals(
        "Line 3 accepts rows-truncated, which the statement does not have.",
        statements.get(1).hazards().get(0).detail());
    assertEquals(List.of(), statements.get(2).hazards(), "only a rehearsal finds it");
    assertEquals(
        "Line 7 accepts nonsense, and no hazard is called that.",
        statements.get(3).hazards().get(0).detail());
    assertFalse(Gate.parse("breaks,loses").stops(plan.hazards()));
    assertTrue(Gate.parse("notice").stops(plan.hazards()));

    given("V3__b.sql", "ALTER TABLE gated DROP COLUMN b;");
    assertTrue(Gate.parse("breaks,loses").stops(plan(null).hazards()));
    assertFalse(Gate.parse("none").stops(plan(null).hazards()));

    given("V3__b.sql", "-- waymark: accept=column-dropped", "ALTER TABLE gated DROP COLUMN b;");
    assertEquals(
        "V3__b.sql, line 1: \"accept=column-dropped\" accepts nothing: it needs a code and a reason.",
        plan(null).invalid().get(0).detail());
  }
}
