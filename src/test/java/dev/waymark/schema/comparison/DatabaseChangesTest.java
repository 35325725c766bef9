package dev.waymark.schema.comparison;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class DatabaseChangesTest {
  @TestFactory
  Stream<DynamicTest> extendedStatistics() {
    return new Changes()
        .change(
            "CREATE TABLE a (x integer, y integer)",
            "CREATE STATISTICS s (ndistinct) ON x, y FROM a",
            "unexpected extended statistics shop.s")
        .change(
            "CREATE TABLE a (x integer, y integer); CREATE STATISTICS s (ndistinct) ON x, y FROM a",
            "DROP STATISTICS s",
            "missing extended statistics shop.s")
        .change(
            "CREATE TABLE a (x integer, y integer); CREATE STATISTICS s (ndistinct) ON x, y FROM a",
            "ALTER STATISTICS s RENAME TO t",
            "different extended statistics shop.t: name s -> t")
        .change(
            "CREATE TABLE a (x integer, y integer); CREATE STATISTICS s (ndistinct) ON x, y FROM a",
            "ALTER STATISTICS s SET STATISTICS 50",
            "different extended statistics shop.s: statisticsTarget nothing -> 50")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> extensions() {
    return new Changes()
        .change("", "CREATE EXTENSION citext", "unexpected extension citext")
        .change("CREATE EXTENSION hstore", "DROP EXTENSION hstore", "missing extension hstore")
        .change(
            "CREATE EXTENSION hstore VERSION '1.7'",
            "ALTER EXTENSION hstore UPDATE TO '1.8'",
            "different extension hstore: version 1.7 -> 1.8")
        .change(
            "CREATE EXTENSION hstore",
            "CREATE SCHEMA other; ALTER EXTENSION hstore SET SCHEMA other",
            "different extension hstore: installedIn shop -> other")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> publications() {
    return new Changes()
        .change(
            "CREATE TABLE a (x integer PRIMARY KEY, y integer)",
            "CREATE PUBLICATION p FOR TABLE a",
            "unexpected publication p")
        .change(
            "CREATE TABLE a (x integer PRIMARY KEY, y integer); CREATE PUBLICATION p FOR TABLE a",
            "DROP PUBLICATION p",
            "missing publication p")
        .change(
            "CREATE TABLE a (x integer PRIMARY KEY, y integer); CREATE PUBLICATION p FOR TABLE a",
            "ALTER PUBLICATION p SET (publish = 'insert, delete', publish_via_partition_root)",
            "different publication p: operations [\"insert\",\"update\",\"delete\",\"truncate\"] -> [\"insert\",\"delete\"]",
            "different publication p: viaRoot nothing -> true")
        .change(
            "CREATE TABLE a (x integer PRIMARY KEY, y integer); CREATE PUBLICATION p FOR TABLE a; CREATE TABLE b (x integer)",
            "ALTER PUBLICATION p ADD TABLE b",
            "different publication p: tables.shop.b nothing -> {\"name\":\"shop.b\"}")
        .changeSince(
            15,
            "CREATE TABLE a (x integer PRIMARY KEY, y integer); CREATE PUBLICATION p FOR TABLE a",
            "ALTER PUBLICATION p SET TABLE a (x) WHERE (x > 0)",
            "different publication p: tables.shop.a.columns nothing -> [\"x\"]",
            "different publication p: tables.shop.a.where nothing -> (x > 0)")
        .changeSince(
            15,
            "CREATE TABLE a (x integer PRIMARY KEY, y integer); CREATE PUBLICATION p FOR TABLE a",
            "ALTER PUBLICATION p ADD TABLES IN SCHEMA shop",
            "different publication p: namespaces nothing -> [\"shop\"]")
        .changeSince(
            18,
            "CREATE TABLE a (x integer PRIMARY KEY, y integer); CREATE PUBLICATION p FOR TABLE a",
            "ALTER PUBLICATION p SET (publish_generated_columns = stored)",
            "different publication p: generatedColumns none -> stored")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> defaultPrivileges() {
    return new Changes()
        .change(
            "",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO pg_monitor",
            "unexpected default privileges shop.postgres: tables")
        .change(
            "",
            "ALTER DEFAULT PRIVILEGES REVOKE EXECUTE ON FUNCTIONS FROM PUBLIC",
            "unexpected default privileges postgres: functions")
        .change(
            "ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT SELECT ON TABLES TO pg_monitor",
            "ALTER DEFAULT PRIVILEGES IN SCHEMA shop GRANT INSERT ON TABLES TO pg_monitor",
            "different default privileges shop.postgres: tables: grants.pg_monitor.privileges [\"SELECT\"] -> [\"INSERT\",\"SELECT\"]")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> namespaces() {
    return new Changes()
        .change(
            "", "COMMENT ON SCHEMA shop IS 'c'", "different namespace shop: comment nothing -> c")
        .change(
            "",
            "GRANT USAGE ON SCHEMA shop TO PUBLIC",
            "different namespace shop: grants.PUBLIC nothing -> {\"grantee\":\"PUBLIC\",\"privileges\":[\"USAGE\"]}")
        .change(
            "",
            "ALTER SCHEMA shop OWNER TO pg_monitor",
            "different namespace shop: owner postgres -> pg_monitor")
        .change("", "DROP SCHEMA shop", "missing namespace shop")
        .tests();
  }
}
