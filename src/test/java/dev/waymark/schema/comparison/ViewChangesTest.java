package dev.waymark.schema.comparison;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ViewChangesTest {
  @TestFactory
  Stream<DynamicTest> views() {
    return new Changes()
        .change("", "CREATE VIEW v AS SELECT 1 AS x", "unexpected view shop.v")
        .change("CREATE VIEW v AS SELECT 1 AS x", "DROP VIEW v", "missing view shop.v")
        .change(
            "CREATE VIEW v AS SELECT 1 AS x",
            "ALTER VIEW v RENAME TO w",
            "different view shop.w: name v -> w")
        .change(
            "CREATE VIEW v AS SELECT 1 AS x",
            "CREATE OR REPLACE VIEW v AS SELECT 2 AS x, 3 AS y",
            "different view shop.v: columns.y nothing -> {\"name\":\"y\",\"type\":\"integer\"}",
            "different view shop.v: definition  SELECT 1 AS x; ->  SELECT 2 AS x,\n    3 AS y;")
        .change(
            "CREATE VIEW v AS SELECT 1 AS x",
            "ALTER VIEW v SET (security_barrier)",
            "different view shop.v: options nothing -> [\"security_barrier=true\"]")
        .change(
            "CREATE VIEW v AS SELECT 1 AS x",
            "ALTER VIEW v ALTER x SET DEFAULT 7",
            "different view shop.v: columns.x.default nothing -> 7")
        .change(
            "CREATE VIEW v AS SELECT 1 AS x",
            "COMMENT ON VIEW v IS 'c'; COMMENT ON COLUMN v.x IS 'd'",
            "different view shop.v: columns.x.comment nothing -> d",
            "different view shop.v: comment nothing -> c")
        .change(
            "CREATE VIEW v AS SELECT 1 AS x",
            "GRANT SELECT ON v TO PUBLIC",
            "different view shop.v: grants.PUBLIC nothing -> {\"grantee\":\"PUBLIC\",\"privileges\":[\"SELECT\"]}")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> materializedViews() {
    return new Changes()
        .change(
            "",
            "CREATE MATERIALIZED VIEW m AS SELECT 1 AS x",
            "unexpected materialized view shop.m")
        .change(
            "CREATE MATERIALIZED VIEW m AS SELECT 1 AS x",
            "DROP MATERIALIZED VIEW m",
            "missing materialized view shop.m")
        .change(
            "CREATE MATERIALIZED VIEW m AS SELECT 1 AS x",
            "REFRESH MATERIALIZED VIEW m WITH NO DATA",
            "different materialized view shop.m: populated true -> false")
        .change(
            "CREATE MATERIALIZED VIEW m AS SELECT 1 AS x",
            "ALTER MATERIALIZED VIEW m SET (fillfactor = 50)",
            "different materialized view shop.m: storageParameters nothing -> [\"fillfactor=50\"]")
        .change(
            "CREATE MATERIALIZED VIEW m AS SELECT 1 AS x",
            "DROP MATERIALIZED VIEW m; CREATE MATERIALIZED VIEW m AS SELECT 2 AS x",
            "different materialized view shop.m: definition  SELECT 1 AS x; ->  SELECT 2 AS x;")
        .tests();
  }
}
