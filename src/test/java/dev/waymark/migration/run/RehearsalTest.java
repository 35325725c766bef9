package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.migration.observation.HeldLock;
import dev.waymark.migration.observation.TouchedRelation;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsal.Rehearsal.Outcome;
import dev.waymark.migration.rehearsal.RehearsedMigration;
import dev.waymark.migration.rehearsal.RehearsedStatement;
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

  private Rehearsal rehearse() {
    return process().running().rehearser().rehearse(null);
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
