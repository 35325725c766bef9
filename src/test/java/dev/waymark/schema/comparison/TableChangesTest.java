package dev.waymark.schema.comparison;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class TableChangesTest {
  @TestFactory
  Stream<DynamicTest> tables() {
    return new Changes()
        .change("", "CREATE TABLE a (id integer)", "unexpected table shop.a")
        .change("CREATE TABLE a (id integer)", "DROP TABLE a", "missing table shop.a")
        .change(
            "CREATE TABLE a (id integer PRIMARY KEY, n text CHECK (n <> ''))",
            "ALTER TABLE a RENAME TO b",
            "different table shop.b: name a -> b")
        .change(
            "CREATE TABLE a (id integer); CREATE TABLE b (n text)",
            "ALTER TABLE a RENAME TO c; ALTER TABLE b RENAME TO d",
            "different table shop.c: name a -> c",
            "different table shop.d: name b -> d")
        .change(
            "CREATE TABLE a (id integer)",
            "ALTER TABLE a SET UNLOGGED",
            "different table shop.a: persistence permanent -> unlogged")
        .change(
            "CREATE TABLE a (id integer, t text)",
            "ALTER TABLE a SET (fillfactor = 70, toast.autovacuum_enabled = off)",
            "different table shop.a: storageParameters nothing ->"
                + " [\"fillfactor=70\",\"toast.autovacuum_enabled=off\"]")
        .change(
            "CREATE TABLE a (id integer)",
            "ALTER TABLE a REPLICA IDENTITY FULL",
            "different table shop.a: replicaIdentity default -> full")
        .change(
            "CREATE TABLE a (id integer)",
            "ALTER TABLE a ENABLE ROW LEVEL SECURITY, FORCE ROW LEVEL SECURITY",
            "different table shop.a: forceRowSecurity nothing -> true",
            "different table shop.a: rowSecurity nothing -> true")
        .change(
            "CREATE TABLE a (id integer)",
            "COMMENT ON TABLE a IS 'one'",
            "different table shop.a: comment nothing -> one")
        .change(
            "CREATE TABLE a (id integer)",
            "GRANT SELECT ON a TO PUBLIC",
            "different table shop.a: grants.PUBLIC nothing ->"
                + " {\"grantee\":\"PUBLIC\",\"privileges\":[\"SELECT\"]}")
        .change(
            "CREATE TABLE a (id integer); GRANT SELECT ON a TO PUBLIC",
            "GRANT INSERT ON a TO PUBLIC",
            "different table shop.a: grants.PUBLIC.privileges [\"SELECT\"] ->"
                + " [\"INSERT\",\"SELECT\"]")
        .change(
            "CREATE TABLE a (id integer)",
            "REVOKE ALL ON a FROM postgres",
            "different table shop.a: grants.postgres nothing -> {\"grantee\":\"postgres\"}")
        .change(
            "CREATE TABLE a (id integer)",
            "GRANT ALL ON a TO postgres; REVOKE SELECT ON a FROM PUBLIC")
        .change(
            "CREATE TABLE a (id integer)",
            "ALTER TABLE a OWNER TO pg_monitor",
            "different table shop.a: owner postgres -> pg_monitor")
        .change(
            "CREATE TABLE a (id integer); CREATE TABLE b (id integer)",
            "ALTER TABLE b INHERIT a",
            "different table shop.b: inherits nothing -> [\"shop.a\"]")
        .change(
            "CREATE TABLE a (id integer) PARTITION BY RANGE (id); CREATE TABLE b (id integer)",
            "ALTER TABLE a ATTACH PARTITION b FOR VALUES FROM (1) TO (10)",
            "different table shop.b: columns.id.inherited nothing -> true",
            "different table shop.b: partitionBound nothing -> FOR VALUES FROM (1) TO (10)",
            "different table shop.b: partitionOf nothing -> shop.a")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> columns() {
    return new Changes()
        .change(
            "CREATE TABLE a (id integer)",
            "ALTER TABLE a ADD COLUMN email varchar(50) NOT NULL DEFAULT ''",
            "different table shop.a: columns.email nothing ->"
                + " {\"name\":\"email\",\"type\":\"character varying(50)\",\"nullable\":false,"
                + "\"default\":\"''::character varying\"}")
        .change(
            "CREATE TABLE a (id integer, email text, c text)",
            "ALTER TABLE a DROP COLUMN email",
            "different table shop.a: columns.email {\"name\":\"email\",\"type\":\"text\"} ->"
                + " nothing")
        .change(
            "CREATE TABLE a (id integer, b text)",
            "DROP TABLE a; CREATE TABLE a (b text, id integer)",
            "different table shop.a: columnOrder [\"id\",\"b\"] -> [\"b\",\"id\"]")
        .change(
            "CREATE TABLE a (n numeric(10,2))",
            "ALTER TABLE a ALTER n TYPE numeric(12,2)",
            "different table shop.a: columns.n.type numeric(10,2) -> numeric(12,2)")
        .change(
            "CREATE TABLE a (t text)",
            "ALTER TABLE a ALTER t TYPE text COLLATE \"C\"",
            "different table shop.a: columns.t.collation nothing -> \"C\"")
        .change(
            "CREATE TABLE a (t text)",
            "ALTER TABLE a ALTER t SET NOT NULL",
            "different table shop.a: columns.t.nullable true -> false")
        .change(
            "CREATE TABLE a (t text)",
            "ALTER TABLE a ALTER t SET DEFAULT 'x'",
            "different table shop.a: columns.t.default nothing -> 'x'::text")
        .change(
            "CREATE TABLE a (id integer GENERATED ALWAYS AS IDENTITY)",
            "ALTER TABLE a ALTER id SET GENERATED BY DEFAULT",
            "different table shop.a: columns.id.identity always -> by default")
        .change(
            "CREATE TABLE a (id integer, b integer GENERATED ALWAYS AS (id * 2) STORED)",
            "ALTER TABLE a ALTER b DROP EXPRESSION",
            "different table shop.a: columns.b.generated stored -> nothing",
            "different table shop.a: columns.b.generationExpression (id * 2) -> nothing")
        .changeSince(
            18,
            "CREATE TABLE a (id integer, b integer GENERATED ALWAYS AS (id * 2) STORED)",
            "ALTER TABLE a DROP b, ADD b integer GENERATED ALWAYS AS (id * 2) VIRTUAL",
            "different table shop.a: columns.b.generated stored -> virtual")
        .change(
            "CREATE TABLE a (t text)",
            "ALTER TABLE a ALTER t SET STORAGE EXTERNAL, ALTER t SET COMPRESSION pglz",
            "different table shop.a: columns.t.compression nothing -> pglz",
            "different table shop.a: columns.t.storage nothing -> external")
        .change(
            "CREATE TABLE a (t text)",
            "ALTER TABLE a ALTER t SET STATISTICS 500, ALTER t SET (n_distinct = 5)",
            "different table shop.a: columns.t.options nothing -> [\"n_distinct=5\"]",
            "different table shop.a: columns.t.statisticsTarget nothing -> 500")
        .change(
            "CREATE TABLE a (t text)",
            "COMMENT ON COLUMN a.t IS 'words'",
            "different table shop.a: columns.t.comment nothing -> words")
        .change(
            "CREATE TABLE a (t text)",
            "GRANT UPDATE (t) ON a TO pg_monitor WITH GRANT OPTION",
            "different table shop.a: columns.t.grants.pg_monitor nothing ->"
                + " {\"grantee\":\"pg_monitor\",\"privileges\":[\"UPDATE\"],\"grantable\":[\"UPDATE\"]}")
        .changeSince(
            18,
            "CREATE TABLE a (t text)",
            "ALTER TABLE a ADD CONSTRAINT must NOT NULL t NOT VALID",
            "different table shop.a: columns.t.notNull nothing ->"
                + " {\"name\":\"must\",\"validated\":false}",
            "different table shop.a: columns.t.nullable true -> false")
        .changeSince(
            18,
            "CREATE TABLE a (t text)",
            "ALTER TABLE a ADD NOT NULL t NO INHERIT",
            "different table shop.a: columns.t.notNull nothing -> {\"noInherit\":true}",
            "different table shop.a: columns.t.nullable true -> false")
        .tests();
  }
}
