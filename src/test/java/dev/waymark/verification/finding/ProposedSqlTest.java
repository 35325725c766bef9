package dev.waymark.verification.finding;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The SQL of a finding can be executed as it is, or there is none. */
class ProposedSqlTest {
  private static FindingDatabase database;

  @BeforeAll
  static void create() throws Exception {
    database = FindingDatabase.create();
  }

  @AfterAll
  static void drop() throws Exception {
    database.close();
  }

  @Test
  void whatUsesAColumnIsNamed() throws Exception {
    database.clean();
    database.run(
        """
        CREATE TABLE t (id int PRIMARY KEY, free timestamp, viewed timestamp, kept timestamp, ruled timestamp,
          policed timestamp, watched timestamp, generating timestamp, checked timestamp CHECK (checked < '2100-01-01'),
          indexed timestamp, keyed timestamp UNIQUE, called timestamp, described timestamp,
          generated bool GENERATED ALWAYS AS (generating > '2000-01-01') STORED);
        CREATE TABLE other (keyed timestamp REFERENCES t (keyed));
        CREATE TABLE parted (at timestamp, also timestamp) PARTITION BY RANGE (at);
        CREATE TABLE parted_one PARTITION OF parted DEFAULT;
        CREATE TABLE log (a timestamp);
        CREATE VIEW v AS SELECT viewed FROM t;
        CREATE MATERIALIZED VIEW m AS SELECT kept FROM t;
        CREATE VIEW one AS SELECT also FROM parted_one;
        CREATE RULE r AS ON UPDATE TO t WHERE old.ruled IS NULL DO ALSO NOTHING;
        CREATE POLICY p ON t USING (policed IS NULL);
        ALTER TABLE t ENABLE ROW LEVEL SECURITY;
        CREATE FUNCTION f() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
        CREATE TRIGGER g AFTER UPDATE OF watched ON t FOR EACH ROW EXECUTE FUNCTION f();
        CREATE INDEX i ON t ((indexed::date));
        CREATE INDEX keyed_fk ON other (keyed);
        CREATE FUNCTION c() RETURNS timestamp LANGUAGE sql RETURN (SELECT max(called) FROM shop.t);
        CREATE STATISTICS s ON described, id FROM t;
        """);

    List<Finding> findings = database.findings("column-timestamp");
    Map<String, String> inTheWay =
        findings.stream()
            .filter(finding -> finding.sql() == null)
            .collect(
                Collectors.toMap(
                    finding -> finding.name() + "." + finding.column(),
                    finding ->
                        finding.hint().replaceFirst("(?s).* uses the column: (.*?)\\. .*", "$1")));

    assertEquals(
        Map.ofEntries(
            Map.entry("t.viewed", "view shop.v"),
            Map.entry("t.kept", "materialized view shop.m"),
            Map.entry("t.ruled", "rule r on shop.t"),
            Map.entry("t.policed", "policy p on shop.t"),
            Map.entry("t.watched", "trigger g on shop.t"),
            Map.entry("t.generating", "generated column generated"),
            Map.entry("t.checked", "constraint t_checked_check"),
            Map.entry("t.indexed", "index shop.i"),
            Map.entry("t.keyed", "constraint other_keyed_fkey on shop.other"),
            Map.entry("other.keyed", "constraint other_keyed_fkey"),
            Map.entry("t.called", "function shop.c()"),
            Map.entry("t.described", "statistics s"),
            Map.entry("parted.at", "partition key shop.parted"),
            Map.entry("parted.also", "view shop.one")),
        inTheWay);
    database.mend(
        findings.stream().filter(finding -> finding.sql() != null).toList(), "no-such-code");
    assertEquals(
        List.of(),
        database.findings("column-timestamp").stream()
            .filter(finding -> finding.sql() != null)
            .toList());
  }

  @Test
  void aColumnThatASequenceOutgrows() throws Exception {
    database.clean();
    database.run(
        """
        CREATE SEQUENCE s;
        CREATE TABLE t (id int DEFAULT nextval('s') PRIMARY KEY);
        CREATE VIEW v AS SELECT id FROM t;
        """);

    Finding finding = database.findings("sequence-outgrows-column").get(0);

    assertNull(finding.sql());
    assertTrue(finding.hint().contains("view shop.v"), finding.hint());
    database.run("DROP VIEW v;");
    database.mend(database.findings("sequence-outgrows-column"), "sequence-outgrows-column");
  }
}
