package dev.waymark.schema.comparison;

import static org.junit.jupiter.api.Assertions.assertEquals;

import dev.waymark.schema.IdentifiedSchema;
import dev.waymark.schema.Identities;
import dev.waymark.schema.Schema;
import dev.waymark.schema.catalog.SchemaDatabase;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is expected after a run that began with a database that somebody had changed by hand. */
class SchemaChangeTest {
  private static final int ROUNDS = 12;
  private static final String TABLE =
      "CREATE TABLE shop.a (x int, b int DEFAULT 1, c text); CREATE INDEX i ON shop.a (b);";

  private static final String CLEAN =
      """
      DROP SCHEMA IF EXISTS shop CASCADE;
      DROP SCHEMA IF EXISTS other CASCADE;
      DROP SCHEMA IF EXISTS r CASCADE;
      DROP PUBLICATION IF EXISTS p;
      CREATE SCHEMA shop;
      CREATE SCHEMA other;
      """;

  private static SchemaDatabase database;

  @BeforeAll
  static void createDatabase() throws SQLException {
    database = SchemaDatabase.create();
  }

  @AfterAll
  static void dropDatabase() throws SQLException {
    database.close();
  }

  private static final String TRIGGER =
      " ON shop.a FOR EACH ROW EXECUTE FUNCTION suppress_redundant_updates_trigger()";

  private record Row(
      String before, String byHand, String run, List<String> report, boolean repeated) {
    void holds(SchemaDatabase database) throws Exception {
      database.execute(CLEAN + before);
      Expectation recorded = Expectation.of(database.read("*"));
      database.execute(byHand);
      IdentifiedSchema was = database.readIdentified("*");
      database.execute(run);
      IdentifiedSchema is = database.readIdentified("*");

      Expectation expected = SchemaChange.between(was, is, true).appliedTo(recorded);

      Schema now = database.read("*");
      assertEquals(report, Changes.report(Comparison.of(expected, now)));
      IdentifiedSchema writtenDown =
          new IdentifiedSchema(
              Expectation.fromText(Expectation.exactly(was.objects()).text()).objects(),
              Identities.fromText(was.identities().text()));
      String text = SchemaChange.between(writtenDown, is, true).appliedTo(recorded).text();
      assertEquals(
          report,
          Changes.report(Comparison.of(Expectation.fromText(text), now)),
          "also when another process does it");
      if (repeated) {
        database.execute(CLEAN + before);
        database.execute(run);
        assertEquals(
            List.of(),
            Changes.report(Comparison.of(expected, database.read("*"))),
            "without what was done by hand");
      }
    }
  }

  private final List<Row> rows = new ArrayList<>();

  private void row(String before, String byHand, String run, String... report) {
    rows.add(new Row(before, byHand, run, List.of(report), false));
  }

  /** The same, and what is expected is what the run makes where nothing was done by hand. */
  private void asIf(String before, String byHand, String run, String... report) {
    rows.add(new Row(before, byHand, run, List.of(report), true));
  }

  private Stream<DynamicTest> tests() {
    return rows.stream()
        .map(
            row ->
                DynamicTest.dynamicTest(
                    row.byHand() + " | " + row.run(), () -> row.holds(database)));
  }

  @TestFactory
  Stream<DynamicTest> whatARunDidNotDoStaysTold() {
    row(TABLE, "DROP INDEX shop.i", "CREATE TABLE shop.n ()", "missing index shop.a.i");
    row(
        TABLE,
        "CREATE TABLE shop.n ()",
        "CREATE TABLE IF NOT EXISTS shop.n ()",
        "unexpected table shop.n");
    row(TABLE, "CREATE TABLE shop.n ()", "ALTER TABLE shop.n ADD z int", "unexpected table shop.n");
    row(TABLE, "DROP INDEX shop.i", "DROP INDEX IF EXISTS shop.i", "missing index shop.a.i");
    row(
        TABLE,
        "ALTER TABLE shop.a ADD h int",
        "ALTER TABLE shop.a ADD r int",
        "different table shop.a: columns.h nothing -> {\"name\":\"h\",\"type\":\"integer\"}");
    row(
        TABLE,
        "ALTER TABLE shop.a ADD h int",
        "ALTER TABLE shop.a ALTER h SET NOT NULL",
        "different table shop.a: columns.h nothing -> {\"name\":\"h\",\"type\":\"integer\",\"nullable\":false}");
    row(
        TABLE,
        "ALTER TABLE shop.a ALTER b SET DEFAULT 2",
        "ALTER TABLE shop.a ALTER b SET NOT NULL",
        "different table shop.a: columns.b.default 1 -> 2");
    row(
        TABLE,
        "ALTER TABLE shop.a SET (fillfactor = 70)",
        "ALTER TABLE shop.a SET (autovacuum_enabled = off)",
        "different table shop.a: storageParameters [\"autovacuum_enabled=off\"] ->"
            + " [\"autovacuum_enabled=off\",\"fillfactor=70\"]");
    row(
        "CREATE TYPE shop.e AS ENUM ('a', 'b')",
        "ALTER TYPE shop.e ADD VALUE 'h' BEFORE 'b'",
        "ALTER TYPE shop.e ADD VALUE 'r'",
        "different enum shop.e: labels [\"a\",\"b\",\"r\"] -> [\"a\",\"h\",\"b\",\"r\"]");
    row(
        TABLE,
        "GRANT SELECT ON shop.a TO pg_monitor",
        "GRANT INSERT ON shop.a TO pg_monitor",
        "different table shop.a: grants.pg_monitor.privileges [\"INSERT\"] ->"
            + " [\"INSERT\",\"SELECT\"]");
    row(
        TABLE + "GRANT SELECT ON shop.a TO pg_monitor",
        "REVOKE SELECT ON shop.a FROM pg_monitor",
        "GRANT INSERT ON shop.a TO pg_monitor",
        "different table shop.a: grants.pg_monitor.privileges [\"INSERT\",\"SELECT\"] ->"
            + " [\"INSERT\"]");
    row(
        TABLE + "CREATE TABLE shop.p (); CREATE PUBLICATION p FOR TABLE shop.a",
        "CREATE TABLE shop.h (); ALTER PUBLICATION p ADD TABLE shop.h",
        "ALTER PUBLICATION p ADD TABLE shop.p",
        "unexpected table shop.h",
        "different publication p: tables.shop.h nothing -> {\"name\":\"shop.h\"}");
    return tests();
  }

  @TestFactory
  Stream<DynamicTest> whatARunDidIsExpected() {
    row(
        TABLE,
        "ALTER TABLE shop.a ALTER b SET DEFAULT 2",
        "ALTER TABLE shop.a ALTER b SET DEFAULT 3");
    row(TABLE, "DROP INDEX shop.i", "CREATE INDEX i ON shop.a (c)");
    row(TABLE, "DROP INDEX shop.i", "DROP TABLE shop.a");
    row(TABLE, "DROP INDEX shop.i", "ALTER TABLE shop.a DROP b");
    row(TABLE, "ALTER TABLE shop.a ADD h int", "ALTER TABLE shop.a DROP h");
    row(TABLE, "ALTER TABLE shop.a DROP c", "ALTER TABLE shop.a ADD c text");
    row(TABLE, "ALTER TABLE shop.a DROP c", "ALTER TABLE shop.a ADD c int, ADD d int");
    row(
        TABLE,
        "DROP INDEX shop.i; ALTER TABLE shop.a DROP c, ADD h int",
        "DROP TABLE shop.a; CREATE TABLE shop.a (b int)");
    row(TABLE, "CREATE INDEX h ON shop.a (c)", "DROP INDEX shop.h");
    row(TABLE, "CREATE INDEX h ON shop.a (c)", "DROP INDEX shop.h; CREATE INDEX h ON shop.a (b)");
    row(
        TABLE,
        "ALTER TABLE shop.a SET (fillfactor = 70)",
        "ALTER TABLE shop.a SET (fillfactor = 80)");
    row(
        TABLE + "CREATE VIEW shop.v AS SELECT b FROM shop.a",
        "CREATE OR REPLACE VIEW shop.v AS SELECT b + 1 AS b FROM shop.a",
        "DROP VIEW shop.v; CREATE VIEW shop.v AS SELECT b + 1 AS b FROM shop.a");
    row(TABLE, "DROP INDEX shop.i", "DROP SCHEMA shop CASCADE");
    return tests();
  }

  @TestFactory
  Stream<DynamicTest> whatPostgresPrintsAnewIsNoChange() {
    row(
        TABLE,
        "DROP INDEX shop.i; CREATE INDEX i ON shop.a (b, c)",
        "ALTER TABLE shop.a RENAME b TO r",
        "different index shop.a.i: definition CREATE INDEX i ON shop.a USING btree (r) ->"
            + " CREATE INDEX i ON shop.a USING btree (r, c)",
        "different index shop.a.i: keys [{\"column\":\"r\"}] ->"
            + " [{\"column\":\"r\"},{\"column\":\"c\"}]");
    row(
        TABLE,
        "ALTER TABLE shop.a ALTER b SET DEFAULT 2",
        "ALTER TABLE shop.a RENAME b TO r",
        "different table shop.a: columns.r.default 1 -> 2");
    row(
        TABLE,
        "ALTER TABLE shop.a ALTER b SET DEFAULT 2; DROP INDEX shop.i",
        "ALTER TABLE shop.a RENAME TO r; ALTER TABLE shop.r SET SCHEMA other",
        "different table other.r: columns.b.default 1 -> 2",
        "missing index other.r.i");
    row(
        TABLE + "CREATE TABLE shop.o (); CREATE VIEW shop.v AS SELECT a.b FROM shop.a, shop.o",
        "CREATE OR REPLACE VIEW shop.v AS SELECT a.b + 1 AS b FROM shop.a, shop.o",
        "ALTER TABLE shop.a RENAME b TO r",
        "different view shop.v: definition  SELECT a.r\n   FROM shop.a,\n    shop.o; ->"
            + "  SELECT (a.r + 1) AS b\n   FROM shop.a,\n    shop.o;");
    row(
        "CREATE TABLE shop.a (b varchar(9), CONSTRAINT k CHECK (length(b) < 5))",
        "ALTER TABLE shop.a DROP CONSTRAINT k, ADD CONSTRAINT k CHECK (length(b) < 7)",
        "ALTER TABLE shop.a ALTER b TYPE text",
        "different constraint shop.a.k: definition CHECK ((length((b)::text) < 5)) ->"
            + " CHECK ((length(b) < 7))");
    row(
        TABLE,
        "DROP INDEX shop.i; CREATE INDEX i ON shop.a (c)",
        "ALTER TABLE shop.a ALTER c TYPE varchar(9)",
        "different index shop.a.i: definition CREATE INDEX i ON shop.a USING btree (b) ->"
            + " CREATE INDEX i ON shop.a USING btree (c)",
        "different index shop.a.i: keys [{\"column\":\"b\"}] -> [{\"column\":\"c\"}]");
    row(
        TABLE,
        "DROP INDEX shop.i; CREATE INDEX i ON shop.a (c)",
        "REINDEX INDEX CONCURRENTLY shop.i",
        "different index shop.a.i: definition CREATE INDEX i ON shop.a USING btree (b) ->"
            + " CREATE INDEX i ON shop.a USING btree (c)",
        "different index shop.a.i: keys [{\"column\":\"b\"}] -> [{\"column\":\"c\"}]");
    row(
        TABLE,
        "ALTER TABLE shop.a ADD h int",
        "ALTER SCHEMA shop RENAME TO r",
        "different table r.a: columns.h nothing -> {\"name\":\"h\",\"type\":\"integer\"}");
    return tests();
  }

  /** A database in which what was done by hand is taken back is what the migrations make. */
  @TestFactory
  Stream<DynamicTest> whatIsExpectedIsWhatTheRunMakesOfWhatWasExpected() {
    String two = "CREATE TABLE shop.a (x int, b int); CREATE TABLE shop.o (x int, b int);";
    String swap =
        "ALTER TABLE shop.a RENAME b TO t; ALTER TABLE shop.a RENAME x TO b;"
            + " ALTER TABLE shop.a RENAME t TO x";
    asIf(
        TABLE + "ALTER TABLE shop.a ADD CONSTRAINT k CHECK (b > x)",
        "ALTER TABLE shop.a DROP CONSTRAINT k, ADD CONSTRAINT k CHECK (b > x + 1)",
        swap,
        "different constraint shop.a.k: definition CHECK ((x > b)) -> CHECK ((x > (b + 1)))");
    asIf(
        TABLE,
        "DROP INDEX shop.i; CREATE INDEX i ON shop.a (b) WHERE x > 3",
        swap,
        "different index shop.a.i: definition CREATE INDEX i ON shop.a USING btree (x) ->"
            + " CREATE INDEX i ON shop.a USING btree (x) WHERE (b > 3)",
        "different index shop.a.i: predicate nothing -> (b > 3)");
    asIf(
        two + "CREATE VIEW shop.v AS SELECT a.x FROM shop.a, shop.o",
        "CREATE OR REPLACE VIEW shop.v AS SELECT a.x FROM shop.a, shop.o WHERE a.b > o.x",
        "ALTER TABLE shop.a RENAME TO t; ALTER TABLE shop.o RENAME TO a;"
            + " ALTER TABLE shop.t RENAME TO o",
        "different view shop.v: definition  SELECT o.x\n   FROM shop.o,\n    shop.a; ->"
            + "  SELECT o.x\n   FROM shop.o,\n    shop.a\n  WHERE (o.b > a.x);");
    asIf(
        two + "CREATE VIEW shop.v AS SELECT a.b FROM shop.a, shop.o",
        "CREATE OR REPLACE VIEW shop.v AS SELECT a.b FROM shop.a, shop.o WHERE o.x > a.x",
        "ALTER TABLE shop.a RENAME x TO y; ALTER VIEW shop.v RENAME b TO c",
        "different view shop.v: definition  SELECT a.b AS c\n   FROM shop.a,\n    shop.o; ->"
            + "  SELECT a.b AS c\n   FROM shop.a,\n    shop.o\n  WHERE (o.x > a.y);");
    asIf(
        TABLE + "ALTER TABLE shop.a ADD CONSTRAINT k CHECK (c <> 'c')",
        "ALTER TABLE shop.a DROP CONSTRAINT k, ADD CONSTRAINT k CHECK (c <> 'd')",
        "ALTER TABLE shop.a RENAME c TO r",
        "different constraint shop.a.k: definition CHECK ((r <> 'c'::text)) ->"
            + " CHECK ((r <> 'd'::text))");
    asIf(
        TABLE + "CREATE TRIGGER g BEFORE UPDATE OF b" + TRIGGER,
        "DROP TRIGGER g ON shop.a; CREATE TRIGGER g BEFORE UPDATE OF x" + TRIGGER,
        "ALTER TABLE shop.a RENAME x TO r",
        "different trigger shop.a.g: definition CREATE TRIGGER g BEFORE UPDATE OF b"
            + TRIGGER
            + " -> CREATE TRIGGER g BEFORE UPDATE OF r"
            + TRIGGER);
    asIf(
        TABLE + "ALTER TABLE shop.a ADD CONSTRAINT k CHECK (b > 0)",
        "ALTER TABLE shop.a DROP CONSTRAINT k, ADD CONSTRAINT k CHECK (b > 1) NOT VALID",
        "ALTER TABLE shop.a VALIDATE CONSTRAINT k",
        "different constraint shop.a.k: definition CHECK ((b > 0)) -> CHECK ((b > 1))");
    asIf(
        "CREATE TABLE shop.a (x int PRIMARY KEY, b int CONSTRAINT k REFERENCES shop.a)",
        "ALTER TABLE shop.a DROP CONSTRAINT k,"
            + " ADD CONSTRAINT k FOREIGN KEY (b) REFERENCES shop.a ON DELETE CASCADE",
        "ALTER TABLE shop.a ALTER CONSTRAINT k DEFERRABLE",
        "different constraint shop.a.k: definition FOREIGN KEY (b) REFERENCES shop.a(x) DEFERRABLE"
            + " -> FOREIGN KEY (b) REFERENCES shop.a(x) ON DELETE CASCADE DEFERRABLE",
        "different constraint shop.a.k: onDelete no action -> cascade");
    asIf(
        function("", "SELECT 1"),
        function("", "SELECT 2"),
        "ALTER FUNCTION shop.f() SET search_path = ''; ALTER FUNCTION shop.f() STABLE COST 7",
        "different function shop.f(): definition "
            + printed("\n STABLE COST 7\n SET search_path TO ''", "SELECT 1")
            + " -> "
            + printed("\n STABLE COST 7\n SET search_path TO ''", "SELECT 2"));
    asIf(
        function("", "SELECT 1"),
        function("STRICT SECURITY DEFINER", "SELECT 1"),
        "ALTER FUNCTION shop.f() IMMUTABLE",
        "different function shop.f(): definition "
            + printed("\n IMMUTABLE", "SELECT 1")
            + " -> "
            + printed("\n IMMUTABLE STRICT SECURITY DEFINER", "SELECT 1"),
        "different function shop.f(): securityDefiner nothing -> true",
        "different function shop.f(): strict nothing -> true");
    row(
        TABLE + "CREATE PUBLICATION p FOR TABLE shop.a",
        "ALTER PUBLICATION p SET (publish = 'insert')",
        "ALTER PUBLICATION p SET (publish = 'insert, update'); ALTER TABLE shop.a RENAME TO r",
        "different publication p: operations [\"insert\",\"update\",\"delete\",\"truncate\"] ->"
            + " [\"insert\",\"update\"]");
    row(
        two + "CREATE PUBLICATION p FOR TABLE shop.a",
        "ALTER PUBLICATION p ADD TABLE shop.o",
        "ALTER TABLE shop.o RENAME TO \"R\"",
        "different publication p: tables.shop.\"R\" nothing -> {\"name\":\"shop.\\\"R\\\"\"}");
    row(
        TABLE + "CREATE RULE q AS ON DELETE TO shop.a DO INSTEAD NOTHING",
        "CREATE OR REPLACE RULE q AS ON DELETE TO shop.a WHERE b > 3 DO INSTEAD NOTHING",
        "DROP RULE q ON shop.a;"
            + " CREATE RULE q AS ON DELETE TO shop.a WHERE b > 3 DO INSTEAD NOTHING");
    row(function("", "SELECT 1"), function("", "SELECT 2"), function("STABLE", "SELECT 3"));
    return tests();
  }

  private static String function(String properties, String body) {
    return "CREATE OR REPLACE FUNCTION shop.f() RETURNS int LANGUAGE sql %s AS '%s'"
        .formatted(properties, body);
  }

  private static String printed(String properties, String body) {
    return "CREATE OR REPLACE FUNCTION shop.f()\n RETURNS integer\n LANGUAGE sql%s\nAS $function$%s$function$\n"
        .formatted(properties, body);
  }

  /** Disjoint: afterwards the report is that of the changes by hand, exactly. */
  @Test
  void ofAnySchemaAnyChangesByHandStayToldAndAnyRunIsExpected() throws Exception {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    for (int round = 0; round < ROUNDS; round++) {
      String where = "seed " + seed + ", round " + round + ": ";
      database.execute(RandomSchema.of(random));
      Expectation recorded = Expectation.of(database.read("shop"));
      var touched = new HashSet<String>();
      for (int change = 0; change < 1 + random.nextInt(4); change++) {
        where += " by hand: " + mutate(database, random, touched);
      }
      IdentifiedSchema was = database.readIdentified("*");
      List<String> byHand = Changes.report(Comparison.of(recorded, database.read("shop")));
      for (int change = 0; change < 1 + random.nextInt(4); change++) {
        where += " run: " + mutate(database, random, touched);
      }
      IdentifiedSchema is = database.readIdentified("*");

      Expectation expected = SchemaChange.between(was, is, true).appliedTo(recorded);

      Comparison left = Comparison.of(expected, database.read("shop"));
      assertEquals(byHand, Changes.report(left), where);
    }
  }

  /** A change of an object that none of the earlier ones has to do with. */
  private static String mutate(SchemaDatabase database, Random random, HashSet<String> touched)
      throws SQLException {
    Schema now = database.read("shop");
    for (int attempt = 0; attempt < 200; attempt++) {
      Mutation mutation = Mutation.pick(now, random);
      String relation = mutation.report().replaceAll("^.* shop\\.(\\w+).*$", "$1");
      if (touched.add(relation)) {
        database.execute("SET search_path = ''; " + mutation.sql());
        return mutation.sql();
      }
    }
    return "nothing";
  }
}
