package dev.waymark.schema.comparison;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class IndexChangesTest {
  private static final String TABLE =
      "CREATE TABLE a (id integer, t text, n integer, v int4range); ";

  @TestFactory
  Stream<DynamicTest> indexes() {
    String before = TABLE + "CREATE INDEX i ON a (t)";
    String line = "different index shop.a.i: ";
    return new Changes()
        .change(TABLE, "CREATE INDEX i ON a (t)", "unexpected index shop.a.i")
        .change(before, "DROP INDEX i", "missing index shop.a.i")
        .change(before, "ALTER INDEX i RENAME TO j", "different index shop.a.j: name i -> j")
        .change(
            before,
            "DROP INDEX i; CREATE UNIQUE INDEX i ON a (t) WHERE n > 0",
            line
                + "definition CREATE INDEX i ON shop.a USING btree (t) ->"
                + " CREATE UNIQUE INDEX i ON shop.a USING btree (t) WHERE (n > 0)",
            line + "predicate nothing -> (n > 0)",
            line + "unique nothing -> true")
        .change(
            before,
            "DROP INDEX i; CREATE INDEX i ON a (t COLLATE \"C\" text_pattern_ops DESC NULLS LAST)",
            line
                + "definition CREATE INDEX i ON shop.a USING btree (t) -> CREATE INDEX i ON shop.a"
                + " USING btree (t COLLATE \"C\" text_pattern_ops DESC NULLS LAST)",
            line
                + "keys [{\"column\":\"t\"}] -> [{\"column\":\"t\",\"operatorClass\":"
                + "\"text_pattern_ops\",\"collation\":\"\\\"C\\\"\",\"order\":\"desc\",\"nulls\":\"last\"}]")
        .change(
            before,
            "DROP INDEX i; CREATE INDEX i ON a (lower(t), id) INCLUDE (n)",
            line
                + "definition CREATE INDEX i ON shop.a USING btree (t) ->"
                + " CREATE INDEX i ON shop.a USING btree (lower(t), id) INCLUDE (n)",
            line + "include nothing -> [\"n\"]",
            line
                + "keys [{\"column\":\"t\"}] -> [{\"expression\":\"lower(t)\"},{\"column\":\"id\"}]")
        .change(
            TABLE + "CREATE INDEX i ON a USING gist (v)",
            "DROP INDEX i; CREATE INDEX i ON a USING spgist (v)",
            line
                + "definition CREATE INDEX i ON shop.a USING gist (v) ->"
                + " CREATE INDEX i ON shop.a USING spgist (v)",
            line + "method gist -> spgist")
        .changeSince(
            15,
            TABLE + "CREATE UNIQUE INDEX i ON a (t)",
            "DROP INDEX i; CREATE UNIQUE INDEX i ON a (t) NULLS NOT DISTINCT",
            line
                + "definition CREATE UNIQUE INDEX i ON shop.a USING btree (t) ->"
                + " CREATE UNIQUE INDEX i ON shop.a USING btree (t) NULLS NOT DISTINCT",
            line + "nullsNotDistinct nothing -> true")
        .change(
            before,
            "UPDATE pg_index SET indisvalid = false, indisready = false"
                + " WHERE indexrelid = 'i'::regclass",
            line + "ready true -> false",
            line + "valid true -> false")
        .change(before, "CLUSTER a USING i", line + "clustered nothing -> true")
        .change(
            TABLE + "CREATE UNIQUE INDEX i ON a (id); ALTER TABLE a ALTER id SET NOT NULL",
            "ALTER TABLE a REPLICA IDENTITY USING INDEX i",
            "different table shop.a: replicaIdentity default -> index",
            line + "replicaIdentity nothing -> true")
        .change(
            before,
            "ALTER INDEX i SET (fillfactor = 60)",
            line
                + "definition CREATE INDEX i ON shop.a USING btree (t) ->"
                + " CREATE INDEX i ON shop.a USING btree (t) WITH (fillfactor='60')",
            line + "storageParameters nothing -> [\"fillfactor=60\"]")
        .change(before, "COMMENT ON INDEX i IS 'fast'", line + "comment nothing -> fast")
        .change(
            TABLE + "CREATE MATERIALIZED VIEW m AS SELECT 1 AS x",
            "CREATE INDEX i ON m (x)",
            "unexpected index shop.m.i")
        .change(
            "CREATE TABLE a (id integer) PARTITION BY RANGE (id); CREATE INDEX i ON a (id);"
                + " CREATE TABLE b (id integer); CREATE INDEX j ON b (id)",
            "ALTER TABLE a ATTACH PARTITION b DEFAULT",
            "different table shop.b: columns.id.inherited nothing -> true",
            "different table shop.b: partitionBound nothing -> DEFAULT",
            "different table shop.b: partitionOf nothing -> shop.a",
            "different index shop.b.j: partitionOf nothing -> shop.i")
        .tests();
  }
}
