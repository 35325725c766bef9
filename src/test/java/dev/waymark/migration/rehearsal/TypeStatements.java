package dev.waymark.migration.rehearsal;

import static dev.waymark.migration.rehearsal.Effects.locks;
import static dev.waymark.migration.rehearsal.Given.INHERITED;
import static dev.waymark.migration.rehearsal.Given.ORDERS;
import static dev.waymark.migration.rehearsal.Given.ORDERS_OF_CUSTOMERS;
import static dev.waymark.migration.rehearsal.Given.PARTITIONED;
import static dev.waymark.migration.rehearsal.Given.VIEW_ON_ORDERS;
import static dev.waymark.migration.rehearsal.Given.onEverySize;
import static dev.waymark.migration.rehearsal.StatementCase.statement;

import java.util.stream.Stream;

/** Types of columns changed, the classic of which every tool warns and not all are dangerous. */
final class TypeStatements {
  private static final Effects ONLY_THE_LOCK = locks("access-exclusive", "orders");
  private static final Effects SCAN = ONLY_THE_LOCK.scans("orders");
  private static final Effects REWRITE =
      ONLY_THE_LOCK.and("access-exclusive", "orders_pkey").rewrites("orders");
  private static final Effects INDEX_KEPT = ONLY_THE_LOCK.and("access-exclusive", "orders_index");
  private static final Effects INDEX_REBUILT = INDEX_KEPT.rebuilds("orders_index").scans("orders");

  private static final String PLACED_INDEXED =
      ORDERS + "CREATE INDEX orders_index ON orders (placed);";
  private static final String PLACED_WITH_ZONE = "CREATE TABLE orders (placed timestamptz);";

  private TypeStatements() {}

  static Stream<StatementCase> all() {
    return Stream.of(toOthers(), underIndexes(), ofTimes(), ofDomains(), besideOthers())
        .flatMap(it -> it);
  }

  private static StatementCase type(String column, String type, Effects effects) {
    return statement(
        "TYPE of " + column + " to " + type,
        ORDERS,
        "ALTER TABLE orders ALTER COLUMN %s TYPE %s".formatted(column, type),
        effects);
  }

  private static StatementCase indexed(String column, String type, Effects effects) {
    return statement(
        "TYPE of indexed " + column + " to " + type,
        ORDERS + "CREATE INDEX orders_index ON orders (%s);".formatted(column),
        "ALTER TABLE orders ALTER COLUMN %s TYPE %s".formatted(column, type),
        effects);
  }

  private static Stream<StatementCase> toOthers() {
    return Stream.concat(
        onEverySize(
            "TYPE int to bigint", "ALTER TABLE orders ALTER COLUMN customer TYPE bigint", REWRITE),
        Stream.of(
            type("status", "varchar(50)", ONLY_THE_LOCK),
            type("status", "varchar", ONLY_THE_LOCK),
            type("status", "text", ONLY_THE_LOCK),
            type("status", "varchar(20)", ONLY_THE_LOCK),
            type("status", "varchar(10)", REWRITE),
            type("status", "char(20)", REWRITE),
            type("note", "varchar", ONLY_THE_LOCK),
            type("note", "varchar(20)", REWRITE),
            type("note", "text COLLATE \"C\"", ONLY_THE_LOCK),
            type("note", "text USING note", ONLY_THE_LOCK),
            type("note", "text USING upper(note)", REWRITE),
            type("note", "int USING length(note)", REWRITE),
            type("total", "numeric(10,2)", ONLY_THE_LOCK),
            type("total", "numeric", ONLY_THE_LOCK),
            type("total", "numeric(10,3)", REWRITE),
            type("total", "numeric(6,2)", REWRITE),
            statement(
                "TYPE of an enum to text",
                "CREATE TYPE mood AS ENUM ('good'); CREATE TABLE orders (mood mood);",
                "ALTER TABLE orders ALTER COLUMN mood TYPE text",
                ONLY_THE_LOCK.rewrites("orders")),
            statement(
                "TYPE of a text to an enum",
                ORDERS + "CREATE TYPE state AS ENUM ('open');",
                "ALTER TABLE orders ALTER COLUMN status TYPE state USING status::state",
                REWRITE),
            statement(
                "TYPE json to jsonb",
                "CREATE TABLE orders (data json);",
                "ALTER TABLE orders ALTER COLUMN data TYPE jsonb",
                ONLY_THE_LOCK.rewrites("orders")),
            statement(
                "TYPE cidr to inet",
                "CREATE TABLE orders (net cidr); CREATE INDEX orders_index ON orders (net);",
                "ALTER TABLE orders ALTER COLUMN net TYPE inet",
                INDEX_KEPT),
            statement(
                "TYPE interval(3) to interval",
                "CREATE TABLE orders (pause interval(3));",
                "ALTER TABLE orders ALTER COLUMN pause TYPE interval",
                ONLY_THE_LOCK)));
  }

  private static Stream<StatementCase> underIndexes() {
    return Stream.of(
        indexed("status", "varchar(50)", INDEX_KEPT),
        indexed("status", "text", INDEX_KEPT),
        indexed("note", "varchar", INDEX_KEPT),
        indexed("total", "numeric(10,2)", INDEX_KEPT),
        // Not a row changes, but their order does.
        indexed("note", "text COLLATE \"C\"", INDEX_REBUILT),
        indexed("customer", "bigint", REWRITE.and("access-exclusive", "orders_index")),
        statement(
            "TYPE varchar to text under an index with an expression",
            ORDERS + "CREATE INDEX orders_index ON orders (lower(status));",
            "ALTER TABLE orders ALTER COLUMN status TYPE text",
            INDEX_REBUILT),
        statement(
            "TYPE varchar to text under a partial index",
            ORDERS + "CREATE INDEX orders_index ON orders (id) WHERE status = 'open';",
            "ALTER TABLE orders ALTER COLUMN status TYPE text",
            INDEX_REBUILT),
        statement(
            "TYPE varchar to text under a unique constraint",
            "CREATE TABLE orders (code varchar(9) CONSTRAINT orders_index UNIQUE);",
            "ALTER TABLE orders ALTER COLUMN code TYPE text",
            INDEX_KEPT));
  }

  private static Stream<StatementCase> ofTimes() {
    return Stream.of(
        zoned("UTC", "timestamptz", ORDERS, ONLY_THE_LOCK),
        zoned("Europe/Berlin", "timestamptz", ORDERS, REWRITE),
        zoned("UTC", "timestamptz", PLACED_INDEXED, INDEX_REBUILT),
        zoned(
            "Europe/Berlin",
            "timestamptz",
            PLACED_INDEXED,
            REWRITE.and("access-exclusive", "orders_index")),
        // With an expression PostgreSQL sees no cast that leaves all as it is.
        zoned("UTC", "timestamptz USING placed AT TIME ZONE 'UTC'", ORDERS, REWRITE),
        zoned("UTC", "timestamp(6)", ORDERS, ONLY_THE_LOCK),
        zoned("UTC", "timestamp(3)", ORDERS, REWRITE),
        zoned("UTC", "timestamp", PLACED_WITH_ZONE, ONLY_THE_LOCK),
        zoned("Asia/Tokyo", "timestamp", PLACED_WITH_ZONE, ONLY_THE_LOCK.rewrites("orders")),
        zoned("UTC", "date", ORDERS, REWRITE));
  }

  private static StatementCase zoned(String zone, String type, String given, Effects effects) {
    String which = given.equals(PLACED_INDEXED) ? "indexed " : given.equals(ORDERS) ? "" : "zoned ";
    return statement(
        "TYPE of %splaced to %s in %s".formatted(which, type, zone),
        given,
        "SET LOCAL TimeZone = '%s'; ALTER TABLE orders ALTER COLUMN placed TYPE %s"
            .formatted(zone, type),
        effects);
  }

  private static Stream<StatementCase> ofDomains() {
    return Stream.of(
        statement(
            "TYPE text to a domain",
            ORDERS + "CREATE DOMAIN plain AS text;",
            "ALTER TABLE orders ALTER COLUMN note TYPE plain",
            ONLY_THE_LOCK),
        statement(
            "TYPE text to a domain with a check",
            ORDERS + "CREATE DOMAIN filled AS text CHECK (VALUE <> '');",
            "ALTER TABLE orders ALTER COLUMN note TYPE filled",
            REWRITE),
        statement(
            "TYPE of a domain to what it is made of",
            "CREATE DOMAIN filled AS text CHECK (VALUE <> ''); CREATE TABLE orders (note filled);",
            "ALTER TABLE orders ALTER COLUMN note TYPE text",
            ONLY_THE_LOCK));
  }

  private static Stream<StatementCase> besideOthers() {
    return Stream.of(
        // The check is made again for the new type, and so holds of no row until it is read.
        statement(
            "TYPE varchar wider under a check",
            ORDERS + "ALTER TABLE orders ADD CHECK (status <> '');",
            "ALTER TABLE orders ALTER COLUMN status TYPE varchar(50)",
            SCAN),
        statement(
            "TYPE under a view that is made again",
            VIEW_ON_ORDERS,
            "DROP VIEW open_orders; ALTER TABLE orders ALTER COLUMN note TYPE varchar;"
                + "CREATE VIEW open_orders AS SELECT id, note FROM orders",
            ONLY_THE_LOCK.and("access-exclusive", "open_orders")),
        statement(
            "TYPE of a referenced column",
            ORDERS_OF_CUSTOMERS,
            "ALTER TABLE customers ALTER COLUMN id TYPE bigint",
            locks("access-exclusive", "customers", "customers_pkey", "orders")
                .and("access-share", "orders_pkey")
                .rewrites("customers")
                .scans("orders")),
        statement(
            "TYPE of a referencing column",
            ORDERS_OF_CUSTOMERS,
            "ALTER TABLE orders ALTER COLUMN customer TYPE bigint",
            REWRITE
                .and("access-exclusive", "customers")
                .and("access-share", "customers_pkey")
                .mayScan("customers")),
        statement(
            "TYPE of a parent's column",
            INHERITED,
            "ALTER TABLE places ALTER COLUMN id TYPE bigint",
            locks("access-exclusive", "places", "cities").rewrites("places", "cities")),
        statement(
            "TYPE of a partitioned table's column",
            PARTITIONED,
            "ALTER TABLE readings ALTER COLUMN id TYPE bigint",
            locks("access-exclusive", "readings", "readings_2025", "readings_2026")
                .rewrites("readings_2025", "readings_2026")));
  }
}
