package dev.waymark.verification.finding;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ColumnFindingsTest {

  @TestFactory
  Stream<DynamicTest> timestamp() {
    return new FindingTable("column-timestamp")
        .finds(
            "CREATE TABLE t (\"At\" timestamp DEFAULT now(), at3 timestamp(3) NOT NULL);",
            "table shop.t: At",
            "table shop.t: at3")
        .findsForPeople("CREATE DOMAIN d AS timestamp;\nCREATE TABLE t (a d);", "domain shop.d")
        .finds("CREATE TABLE t (a timestamp);\nCREATE TABLE c () INHERITS (t);", "table shop.t: a")
        .finds(
            """
            CREATE TABLE t (a timestamp, b int) PARTITION BY RANGE (b);
            CREATE TABLE t1 (a timestamp, b int);
            ALTER TABLE t ATTACH PARTITION t1 FOR VALUES FROM (0) TO (9);
            """,
            "table shop.t: a")
        .ignores("CREATE TABLE t (a timestamptz, b timestamptz(3), c date, d time, e timestamp[]);")
        .ignores("CREATE TABLE t (a int);\nCREATE VIEW v AS SELECT now()::timestamp AS b;")
        .ignores("CREATE TYPE o AS (a timestamp);\nCREATE TABLE t OF o;")
        .ignores(
            "CREATE TABLE t (a timestamptz, b timestamp GENERATED ALWAYS AS"
                + " (a AT TIME ZONE 'UTC') STORED);")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> character() {
    return new FindingTable("column-char")
        .finds(
            "CREATE TABLE t (a char, \"B\" char(3) DEFAULT 'x');",
            "table shop.t: B",
            "table shop.t: a")
        .ignores("CREATE TABLE t (a varchar(3), b text, c \"char\", d name);")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> money() {
    return new FindingTable("column-money")
        .finds("CREATE TABLE t (a money DEFAULT 0);", "table shop.t: a")
        .ignores("CREATE TABLE money (money numeric);")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> json() {
    return new FindingTable("column-json")
        .finds("CREATE TABLE t (a json DEFAULT '{}' NOT NULL);", "table shop.t: a")
        .ignores("CREATE TABLE t (a jsonb, json text);")
        .tests();
  }
}
