package dev.waymark.migration.rehearsal;

import static dev.waymark.migration.rehearsal.Effects.locks;
import static dev.waymark.migration.rehearsal.Effects.nothing;
import static dev.waymark.migration.rehearsal.Given.CUSTOMERS;
import static dev.waymark.migration.rehearsal.Given.ORDERS;
import static dev.waymark.migration.rehearsal.Given.ORDERS_OF_CUSTOMERS;
import static dev.waymark.migration.rehearsal.Given.VIEW_ON_ORDERS;
import static dev.waymark.migration.rehearsal.Given.onEverySize;
import static dev.waymark.migration.rehearsal.StatementCase.statement;

import java.util.stream.Stream;

/** Tables as a whole: made, renamed, moved, set, emptied and dropped. */
final class TableStatements {
  private static final Effects ONLY_THE_LOCK = locks("access-exclusive", "orders");
  private static final Effects WITH_INDEX = ONLY_THE_LOCK.and("access-exclusive", "orders_pkey");
  private static final Effects REWRITE = WITH_INDEX.rewrites("orders");
  private static final String WITH_SERIAL =
      "CREATE TABLE orders (id serial PRIMARY KEY); INSERT INTO orders DEFAULT VALUES;";
  private static final Effects WITH_SEQUENCE = WITH_INDEX.and("access-exclusive", "orders_id_seq");

  private TableStatements() {}

  static Stream<StatementCase> all() {
    return Stream.of(created(), named(), set(), writtenAnew(), emptied(), dropped())
        .flatMap(it -> it);
  }

  private static Stream<StatementCase> created() {
    return Stream.of(
        statement("CREATE TABLE", ORDERS, "CREATE TABLE x (id int PRIMARY KEY)", nothing()),
        statement(
                "CREATE TABLE REFERENCES",
                CUSTOMERS,
                "CREATE TABLE orders (id int, customer int REFERENCES customers)",
                locks("share-row-exclusive", "customers"))
            .since(
                18,
                locks("share-row-exclusive", "customers").and("access-share", "customers_pkey")),
        // Its index is locked as well, but let go at once.
        statement(
            "CREATE TABLE LIKE",
            ORDERS,
            "CREATE TABLE x (LIKE orders INCLUDING ALL)",
            locks("access-share", "orders")),
        statement(
            "CREATE TABLE AS",
            ORDERS,
            "CREATE TABLE x AS SELECT id, note FROM orders",
            locks("access-share", "orders", "orders_pkey").scans("orders")),
        statement(
            "CREATE TABLE AS WITH NO DATA",
            ORDERS,
            "CREATE TABLE x AS SELECT id, note FROM orders WITH NO DATA",
            locks("access-share", "orders")));
  }

  private static Stream<StatementCase> named() {
    return Stream.of(
        statement(
            "RENAME TABLE under a view",
            VIEW_ON_ORDERS,
            "ALTER TABLE orders RENAME TO purchases",
            ONLY_THE_LOCK),
        statement(
            "SET SCHEMA",
            WITH_SERIAL + "CREATE SCHEMA archive;",
            "ALTER TABLE orders SET SCHEMA archive",
            ONLY_THE_LOCK.and("access-exclusive", "orders_id_seq")),
        statement("OWNER TO", WITH_SERIAL, "ALTER TABLE orders OWNER TO pg_monitor", WITH_SEQUENCE),
        statement(
            "ALTER SCHEMA RENAME",
            "CREATE SCHEMA staff; CREATE TABLE staff.people (id int);",
            "ALTER SCHEMA staff RENAME TO crew",
            nothing()));
  }

  private static Stream<StatementCase> set() {
    return Stream.of(
        statement(
            "SET (fillfactor)",
            ORDERS,
            "ALTER TABLE orders SET (fillfactor = 70)",
            locks("share-update-exclusive", "orders")),
        statement(
            "CLUSTER ON",
            ORDERS,
            "ALTER TABLE orders CLUSTER ON orders_pkey",
            locks("share-update-exclusive", "orders", "orders_pkey")),
        statement(
            "REPLICA IDENTITY FULL",
            ORDERS,
            "ALTER TABLE orders REPLICA IDENTITY FULL",
            ONLY_THE_LOCK),
        statement(
            "REPLICA IDENTITY USING INDEX",
            ORDERS,
            "ALTER TABLE orders REPLICA IDENTITY USING INDEX orders_pkey",
            ONLY_THE_LOCK.and("share", "orders_pkey")),
        statement(
            "SET TABLESPACE to where it is",
            ORDERS,
            "ALTER TABLE orders SET TABLESPACE pg_default",
            ONLY_THE_LOCK),
        statement(
            "Several changes at once",
            ORDERS,
            "ALTER TABLE orders ALTER COLUMN note SET STATISTICS 9, ADD COLUMN x int",
            ONLY_THE_LOCK));
  }

  private static Stream<StatementCase> writtenAnew() {
    return Stream.of(
        statement("SET UNLOGGED", ORDERS, "ALTER TABLE orders SET UNLOGGED", REWRITE),
        statement(
            "SET LOGGED",
            "CREATE UNLOGGED TABLE orders (id int PRIMARY KEY);",
            "ALTER TABLE orders SET LOGGED",
            REWRITE),
        statement(
            "SET LOGGED of a table that is",
            ORDERS,
            "ALTER TABLE orders SET LOGGED",
            ONLY_THE_LOCK),
        statement(
                "SET ACCESS METHOD",
                ORDERS + "CREATE ACCESS METHOD same_heap TYPE TABLE HANDLER heap_tableam_handler;",
                "ALTER TABLE orders SET ACCESS METHOD same_heap",
                REWRITE)
            .onlySince(15),
        statement(
                "SET ACCESS METHOD that it has",
                ORDERS,
                "ALTER TABLE orders SET ACCESS METHOD heap",
                ONLY_THE_LOCK)
            .onlySince(15),
        statement("CLUSTER", ORDERS, "CLUSTER orders USING orders_pkey", REWRITE));
  }

  private static Stream<StatementCase> emptied() {
    return Stream.concat(
        onEverySize(
            "DELETE all rows",
            "DELETE FROM orders",
            locks("row-exclusive", "orders", "orders_pkey").scans("orders")),
        Stream.of(
            statement("TRUNCATE", ORDERS, "TRUNCATE orders", WITH_INDEX.truncates("orders")),
            statement(
                "TRUNCATE RESTART IDENTITY",
                WITH_SERIAL,
                "TRUNCATE orders RESTART IDENTITY",
                WITH_SEQUENCE.truncates("orders")),
            statement(
                "TRUNCATE CASCADE",
                ORDERS_OF_CUSTOMERS,
                "TRUNCATE customers CASCADE",
                WITH_INDEX
                    .and("access-exclusive", "customers", "customers_pkey")
                    .truncates("customers", "orders"))));
  }

  private static Stream<StatementCase> dropped() {
    return Stream.of(
        statement("DROP TABLE", WITH_SERIAL, "DROP TABLE orders", WITH_SEQUENCE),
        statement(
            "DROP TABLE CASCADE under a view",
            VIEW_ON_ORDERS,
            "DROP TABLE orders CASCADE",
            WITH_INDEX.and("access-exclusive", "open_orders")),
        statement(
            "DROP TABLE CASCADE of one that is referenced",
            ORDERS_OF_CUSTOMERS,
            "DROP TABLE customers CASCADE",
            locks("access-exclusive", "customers", "customers_pkey", "orders")),
        statement(
            "DROP TABLE of one that references",
            ORDERS_OF_CUSTOMERS,
            "DROP TABLE orders",
            WITH_INDEX.and("access-exclusive", "customers")),
        statement(
            "DROP SCHEMA CASCADE",
            "CREATE SCHEMA attic; CREATE TABLE attic.boxes (id int PRIMARY KEY);"
                + "CREATE VIEW labels AS SELECT id FROM attic.boxes;",
            "DROP SCHEMA attic CASCADE",
            locks("access-exclusive", "attic.boxes", "attic.boxes_pkey", "labels")));
  }
}
