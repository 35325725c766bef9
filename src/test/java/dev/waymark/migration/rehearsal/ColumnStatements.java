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

/** Columns added, changed in what they take, and dropped. */
final class ColumnStatements {
  private static final Effects ONLY_THE_LOCK = locks("access-exclusive", "orders");
  private static final Effects SCAN = ONLY_THE_LOCK.scans("orders");
  private static final Effects REWRITE =
      ONLY_THE_LOCK.and("access-exclusive", "orders_pkey").rewrites("orders");

  private ColumnStatements() {}

  static Stream<StatementCase> all() {
    return Stream.of(added(), addedWithConstraint(), changed(), dropped()).flatMap(it -> it);
  }

  private static Stream<StatementCase> added() {
    return Stream.of(
            onEverySize("ADD COLUMN", "ALTER TABLE orders ADD COLUMN x int", ONLY_THE_LOCK),
            onEverySize(
                "ADD COLUMN with a constant default",
                "ALTER TABLE orders ADD COLUMN x int NOT NULL DEFAULT 7",
                ONLY_THE_LOCK),
            onEverySize(
                "ADD COLUMN with a volatile default",
                "ALTER TABLE orders ADD COLUMN x float8 DEFAULT random()",
                REWRITE),
            Stream.of(
                // Stable, so that one value, of the transaction's start, stands for all rows.
                added("DEFAULT now()", "x timestamptz NOT NULL DEFAULT now()", ONLY_THE_LOCK),
                added(
                    "DEFAULT clock_timestamp()",
                    "x timestamptz DEFAULT clock_timestamp()",
                    REWRITE),
                added("DEFAULT gen_random_uuid()", "x uuid DEFAULT gen_random_uuid()", REWRITE),
                added("identity", "x int GENERATED ALWAYS AS IDENTITY", REWRITE),
                added("serial", "x serial", REWRITE),
                added("stored generated", "x int GENERATED ALWAYS AS (id * 2) STORED", REWRITE),
                added(
                        "virtual generated",
                        "x int GENERATED ALWAYS AS (id * 2) VIRTUAL",
                        ONLY_THE_LOCK)
                    .onlySince(18),
                statement(
                    "ADD COLUMN NOT NULL without a default",
                    Given.orders(0),
                    "ALTER TABLE orders ADD COLUMN x int NOT NULL",
                    SCAN),
                statement(
                    "ADD COLUMN of a domain",
                    ORDERS + "CREATE DOMAIN plain AS int;",
                    "ALTER TABLE orders ADD COLUMN x plain DEFAULT 1",
                    ONLY_THE_LOCK),
                // Though NULL satisfies the check: PostgreSQL asks only whether there is one.
                statement(
                    "ADD COLUMN of a domain with a check",
                    ORDERS + "CREATE DOMAIN positive AS int CHECK (VALUE > 0);",
                    "ALTER TABLE orders ADD COLUMN x positive",
                    REWRITE),
                statement(
                    "ADD COLUMN under a view",
                    VIEW_ON_ORDERS,
                    "ALTER TABLE orders ADD COLUMN x int",
                    ONLY_THE_LOCK),
                statement(
                    "ADD COLUMN to a parent",
                    INHERITED,
                    "ALTER TABLE places ADD COLUMN x int",
                    locks("access-exclusive", "places", "cities")),
                statement(
                    "ADD COLUMN to a partitioned table with a volatile default",
                    PARTITIONED,
                    "ALTER TABLE readings ADD COLUMN x float8 DEFAULT random()",
                    locks("access-exclusive", "readings", "readings_2025", "readings_2026")
                        .rewrites("readings_2025", "readings_2026"))))
        .flatMap(it -> it);
  }

  private static StatementCase added(String what, String column, Effects effects) {
    return statement(
        "ADD COLUMN, " + what, ORDERS, "ALTER TABLE orders ADD COLUMN " + column, effects);
  }

  private static Stream<StatementCase> addedWithConstraint() {
    return Stream.of(
        added("CHECK", "x int CHECK (x > 0)", SCAN),
        added("UNIQUE", "x int UNIQUE", SCAN.builds("orders_x_key on orders")),
        // The new column is NULL everywhere, so that no row is looked up.
        statement(
                "ADD COLUMN, REFERENCES",
                ORDERS_OF_CUSTOMERS,
                "ALTER TABLE orders ADD COLUMN x int REFERENCES customers",
                ONLY_THE_LOCK.and("share-row-exclusive", "customers"))
            // From here on the key's index is looked at as well.
            .since(
                18,
                ONLY_THE_LOCK
                    .and("share-row-exclusive", "customers")
                    .and("access-share", "customers_pkey")),
        statement(
            "ADD COLUMN, REFERENCES with a default",
            ORDERS_OF_CUSTOMERS,
            "ALTER TABLE orders ADD COLUMN x int DEFAULT 1 REFERENCES customers",
            SCAN.and("share-row-exclusive", "customers")
                .and("access-share", "customers_pkey", "orders_pkey")
                .mayScan("customers")));
  }

  private static Stream<StatementCase> changed() {
    return Stream.of(
            onEverySize("SET NOT NULL", "ALTER TABLE orders ALTER COLUMN note SET NOT NULL", SCAN),
            Stream.of(
                statement(
                    "SET NOT NULL proven by a check",
                    ORDERS + "ALTER TABLE orders ADD CHECK (note IS NOT NULL);",
                    "ALTER TABLE orders ALTER COLUMN note SET NOT NULL",
                    ONLY_THE_LOCK),
                statement(
                    "SET NOT NULL beside a check that is not valid",
                    ORDERS + "ALTER TABLE orders ADD CHECK (note IS NOT NULL) NOT VALID;",
                    "ALTER TABLE orders ALTER COLUMN note SET NOT NULL",
                    SCAN),
                changed("SET NOT NULL of a column that is", "id SET NOT NULL", ONLY_THE_LOCK),
                statement(
                    "DROP NOT NULL",
                    "CREATE TABLE orders (id int NOT NULL);",
                    "ALTER TABLE orders ALTER COLUMN id DROP NOT NULL",
                    ONLY_THE_LOCK),
                changed("SET DEFAULT", "note SET DEFAULT random()::text", ONLY_THE_LOCK),
                changed("DROP DEFAULT", "note DROP DEFAULT", ONLY_THE_LOCK),
                changed(
                    "SET STATISTICS",
                    "note SET STATISTICS 500",
                    locks("share-update-exclusive", "orders")),
                changed(
                    "SET (n_distinct)",
                    "note SET (n_distinct = 5)",
                    locks("share-update-exclusive", "orders")),
                changed("SET STORAGE", "note SET STORAGE external", ONLY_THE_LOCK),
                changed("SET COMPRESSION", "note SET COMPRESSION pglz", ONLY_THE_LOCK),
                // The values come later: those that are there stay.
                changed("ADD GENERATED", "id ADD GENERATED ALWAYS AS IDENTITY", ONLY_THE_LOCK),
                statement(
                    "DROP IDENTITY",
                    "CREATE TABLE orders (id int GENERATED ALWAYS AS IDENTITY);",
                    "ALTER TABLE orders ALTER COLUMN id DROP IDENTITY",
                    locks("access-exclusive", "orders", "orders_id_seq")),
                statement(
                    "DROP EXPRESSION",
                    "CREATE TABLE orders (id int, x int GENERATED ALWAYS AS (id * 2) STORED);",
                    "ALTER TABLE orders ALTER COLUMN x DROP EXPRESSION",
                    ONLY_THE_LOCK),
                statement(
                        "SET EXPRESSION",
                        "CREATE TABLE orders (id int, x int GENERATED ALWAYS AS (id * 2) STORED);",
                        "ALTER TABLE orders ALTER COLUMN x SET EXPRESSION AS (id * 3)",
                        ONLY_THE_LOCK.rewrites("orders"))
                    .onlySince(17),
                statement(
                    "RENAME COLUMN under a view",
                    VIEW_ON_ORDERS,
                    "ALTER TABLE orders RENAME COLUMN note TO remark",
                    ONLY_THE_LOCK)))
        .flatMap(it -> it);
  }

  private static StatementCase changed(String what, String change, Effects effects) {
    return statement(what, ORDERS, "ALTER TABLE orders ALTER COLUMN " + change, effects);
  }

  private static Stream<StatementCase> dropped() {
    return Stream.of(
        statement("DROP COLUMN", ORDERS, "ALTER TABLE orders DROP COLUMN note", ONLY_THE_LOCK),
        statement(
            "DROP COLUMN with an index",
            ORDERS + "CREATE INDEX orders_note ON orders (note);",
            "ALTER TABLE orders DROP COLUMN note",
            ONLY_THE_LOCK.and("access-exclusive", "orders_note")),
        statement(
            "DROP COLUMN under a view, CASCADE",
            VIEW_ON_ORDERS,
            "ALTER TABLE orders DROP COLUMN note CASCADE",
            ONLY_THE_LOCK.and("access-exclusive", "open_orders")),
        statement(
            "DROP COLUMN with a foreign key",
            ORDERS_OF_CUSTOMERS,
            "ALTER TABLE orders DROP COLUMN customer",
            ONLY_THE_LOCK.and("access-exclusive", "customers")));
  }
}
