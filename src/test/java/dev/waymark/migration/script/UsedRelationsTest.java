package dev.waymark.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** For what of a statement PostgreSQL certainly asks for rights. */
class UsedRelationsTest {
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "INSERT INTO t VALUES (1) | inserted t",
        "insert into a.\"T\" as x (a, \"B\") values (1, 2), (3, 4) | inserted a.T (a, B)",
        "/* why */ INSERT INTO t DEFAULT VALUES | inserted t",
        "INSERT INTO t (a) OVERRIDING SYSTEM VALUE VALUES (1) | inserted t (a)",
        "INSERT INTO t (a) SELECT b FROM s.u | read s.u, inserted t (a)",
        "WITH n AS (INSERT INTO t (a) VALUES (1) RETURNING a) SELECT a FROM n | inserted t (a)",
        "WITH u AS (SELECT 1) SELECT FROM u, x.u | read x.u",
        "SELECT (SELECT 1 FROM u) FROM t WHERE EXISTS (SELECT FROM v) | read t",
        "SELECT FROM (SELECT FROM t) AS x JOIN u ON true, LATERAL (SELECT FROM v) AS y | read t, read u, read v",
        "SELECT FROM generate_series(1, 2) AS t | -",
        "SELECT extract(year FROM now()), trim(both 'x' FROM 'y') | -",
        "UPDATE t SET a = 1, (b, c) = (SELECT 1, 2 FROM u) FROM v | read v, updated t (a, b, c)",
        "DELETE FROM t USING u WHERE t.a = u.a | read u",
        "CREATE TABLE t AS SELECT FROM u | read u",
        "CREATE VIEW t AS SELECT FROM u | -",
        "CREATE FUNCTION f() RETURNS TABLE (a int) LANGUAGE sql AS 'SELECT 1 FROM u' | -",
        "EXPLAIN SELECT FROM u | -",
      })
  void areFound(String statement, String expected) {
    String found =
        StatementFacts.of(List.of(statement)).get(0).used().stream()
            .map(UsedRelationsTest::text)
            .collect(Collectors.joining(", "));

    assertEquals(expected == null ? "" : expected, found);
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      nullValues = "-",
      value = {
        "ALTER TABLE a.t ADD COLUMN c b.mood | a.t, b.mood",
        "ALTER TABLE \"A\".\"t\" DROP COLUMN c | A.t",
        "COMMENT ON COLUMN a.t.c IS 'b.u' | a.t",
        "CREATE TABLE a.t (c int REFERENCES b.u) | b.u",
        "CREATE TABLE a.t PARTITION OF b.u FOR VALUES IN (1) | b.u",
        "CREATE INDEX ON a.t (c) | a.t",
        "CREATE OR REPLACE VIEW a.v AS SELECT FROM b.t | b.t",
        "SELECT a.c FROM t AS a | -",
        "SELECT a.c FROM b.t a | b.t",
        "DO $$ BEGIN PERFORM a.f(); END $$ | -",
        "ALTER TABLE t SET SCHEMA a | -",
      })
  void whatIsLookedForInASchema(String statement, String expected) {
    String found =
        QualifiedNames.of(statement).stream()
            .map(it -> it.schema() + "." + it.name())
            .collect(Collectors.joining(", "));

    assertEquals(expected == null ? "" : expected, found);
  }

  private static String text(UsedRelation used) {
    String columns = String.join(", ", used.columns());
    return used.use().name().toLowerCase(Locale.ROOT)
        + " "
        + (used.relation().schema() == null ? "" : used.relation().schema() + ".")
        + used.relation().name()
        + (columns.isEmpty() ? "" : " (" + columns + ")");
  }
}
