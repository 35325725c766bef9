package dev.waymark.schema.comparison;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class SequenceChangesTest {
  @TestFactory
  Stream<DynamicTest> sequences() {
    return new Changes()
        .change("", "CREATE SEQUENCE s", "unexpected sequence shop.s")
        .change("CREATE SEQUENCE s", "DROP SEQUENCE s", "missing sequence shop.s")
        .change(
            "CREATE SEQUENCE s",
            "ALTER SEQUENCE s RENAME TO r",
            "different sequence shop.r: name s -> r")
        .change("CREATE SEQUENCE s", "SELECT nextval('s'), nextval('s')")
        .change(
            "CREATE SEQUENCE s",
            "ALTER SEQUENCE s AS integer",
            "different sequence shop.s: type bigint -> integer")
        .change(
            "CREATE SEQUENCE s",
            "ALTER SEQUENCE s INCREMENT 5 MINVALUE 2 MAXVALUE 100 START 3 RESTART 3 CACHE 7 CYCLE",
            "different sequence shop.s: cache 1 -> 7",
            "different sequence shop.s: cycle nothing -> true",
            "different sequence shop.s: increment 1 -> 5",
            "different sequence shop.s: maximum nothing -> 100",
            "different sequence shop.s: minimum nothing -> 2",
            "different sequence shop.s: start nothing -> 3")
        .change(
            "CREATE SEQUENCE s; CREATE TABLE a (id integer)",
            "ALTER SEQUENCE s OWNED BY a.id",
            "different sequence shop.s: ownedBy nothing -> {\"namespace\":\"shop\",\"table\":\"a\",\"column\":\"id\"}")
        .change(
            "CREATE TABLE a (id integer NOT NULL)",
            "ALTER TABLE a ALTER id ADD GENERATED ALWAYS AS IDENTITY",
            "different table shop.a: columns.id.identity nothing -> always")
        .change(
            "CREATE TABLE a (id integer GENERATED ALWAYS AS IDENTITY)",
            "ALTER TABLE a ALTER id SET INCREMENT 10",
            "different sequence shop.a_id_seq: increment 1 -> 10")
        .change(
            "CREATE SEQUENCE s",
            "GRANT USAGE ON SEQUENCE s TO pg_monitor",
            "different sequence shop.s: grants.pg_monitor nothing -> {\"grantee\":\"pg_monitor\",\"privileges\":[\"USAGE\"]}")
        .change(
            "CREATE SEQUENCE s",
            "COMMENT ON SEQUENCE s IS 'c'",
            "different sequence shop.s: comment nothing -> c")
        .changeSince(
            15,
            "CREATE SEQUENCE s",
            "ALTER SEQUENCE s SET UNLOGGED",
            "different sequence shop.s: persistence permanent -> unlogged")
        .tests();
  }
}
