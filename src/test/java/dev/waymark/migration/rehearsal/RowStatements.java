package dev.waymark.migration.rehearsal;

import static dev.waymark.migration.rehearsal.Effects.locks;
import static dev.waymark.migration.rehearsal.Given.ORDERS;
import static dev.waymark.migration.rehearsal.Given.ORDERS_OF_CUSTOMERS;
import static dev.waymark.migration.rehearsal.Given.PARTITIONED;
import static dev.waymark.migration.rehearsal.Given.VIEW_ON_ORDERS;
import static dev.waymark.migration.rehearsal.Given.onEverySize;
import static dev.waymark.migration.rehearsal.StatementCase.statement;

import java.util.stream.Stream;

/** Statements about rows, which scripts have as well. */
final class RowStatements {
  private static final Effects READ = locks("access-share", "orders", "orders_pkey");
  private static final Effects WRITE = locks("row-exclusive", "orders", "orders_pkey");

  private RowStatements() {}

  static Stream<StatementCase> all() {
    return Stream.of(read(), written(), locked()).flatMap(it -> it);
  }

  private static Stream<StatementCase> read() {
    Effects partitions =
        locks("access-share", "readings", "readings_2025", "readings_2026")
            .and("access-share", "readings_2025_taken_idx", "readings_2026_taken_idx")
            .scans("readings_2025", "readings_2026");
    return Stream.of(
        statement("SELECT", ORDERS, "SELECT count(note) FROM orders", READ.scans("orders")),
        statement(
            "SELECT from a view",
            VIEW_ON_ORDERS,
            "SELECT count(note) FROM open_orders",
            READ.and("access-share", "open_orders").scans("orders")),
        statement(
            "SELECT FOR UPDATE",
            ORDERS,
            "SELECT note FROM orders FOR UPDATE",
            locks("row-share", "orders", "orders_pkey").scans("orders")),
        statement(
                "SELECT from what is partitioned and indexed",
                IndexStatements.PARTITIONED_INDEXED,
                "SELECT count(id) FROM readings",
                partitions)
            // The planner looks at the index of the whole from here on.
            .since(16, partitions.and("access-share", "readings_taken")),
        // The other partition is left out before it is locked.
        statement(
            "SELECT from one partition",
            PARTITIONED,
            "SELECT count(*) FROM readings WHERE taken = '2025-05-05'",
            locks("access-share", "readings", "readings_2025").scans("readings_2025")));
  }

  private static Stream<StatementCase> written() {
    return Stream.concat(
        onEverySize(
            "UPDATE all rows", "UPDATE orders SET total = total + 1", WRITE.scans("orders")),
        Stream.of(
            // Its indexes are locked as well, but let go when it ends.
            statement(
                "INSERT",
                ORDERS,
                "INSERT INTO orders (id) VALUES (99)",
                locks("row-exclusive", "orders")),
            statement(
                "INSERT of what references",
                ORDERS_OF_CUSTOMERS,
                "INSERT INTO orders (id, customer) VALUES (99, 1)",
                locks("row-exclusive", "orders").and("row-share", "customers", "customers_pkey")),
            statement(
                "DELETE of what is referenced, CASCADE",
                ORDERS_OF_CUSTOMERS.replace(
                    "REFERENCES customers", "REFERENCES customers ON DELETE CASCADE"),
                "DELETE FROM customers WHERE id = 1",
                WRITE
                    .and("row-exclusive", "customers", "customers_pkey")
                    .scans("orders")
                    .mayScan("customers")),
            statement(
                    "MERGE",
                    ORDERS,
                    "MERGE INTO orders o USING (VALUES (1)) AS v (id) ON o.note = v.id::text"
                        + " WHEN MATCHED THEN UPDATE SET total = 0",
                    WRITE.scans("orders"))
                .onlySince(15)));
  }

  private static Stream<StatementCase> locked() {
    return Stream.of(
        statement("LOCK TABLE", ORDERS, "LOCK TABLE orders", locks("access-exclusive", "orders")),
        statement(
            "LOCK TABLE of a view",
            VIEW_ON_ORDERS,
            "LOCK TABLE open_orders IN SHARE MODE",
            locks("share", "open_orders", "orders")),
        statement(
            "LOCK TABLE of a partitioned table",
            PARTITIONED,
            "LOCK TABLE readings IN EXCLUSIVE MODE",
            locks("exclusive", "readings", "readings_2025", "readings_2026")));
  }
}
