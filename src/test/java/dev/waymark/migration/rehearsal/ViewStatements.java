package dev.waymark.migration.rehearsal;

import static dev.waymark.migration.rehearsal.Effects.locks;
import static dev.waymark.migration.rehearsal.Given.ORDERS;
import static dev.waymark.migration.rehearsal.Given.VIEW_ON_ORDERS;
import static dev.waymark.migration.rehearsal.StatementCase.statement;

import java.util.stream.Stream;

/** Views and materialized views. */
final class ViewStatements {
  private static final String MATERIALIZED =
      ORDERS
          + """
          CREATE MATERIALIZED VIEW totals AS SELECT id, total FROM orders;
          CREATE UNIQUE INDEX totals_id ON totals (id);
          """;
  private static final Effects READ_ORDERS = locks("access-share", "orders", "orders_pkey");

  private ViewStatements() {}

  static Stream<StatementCase> all() {
    return Stream.of(views(), materializedViews()).flatMap(it -> it);
  }

  private static Stream<StatementCase> views() {
    Effects exclusive = locks("access-exclusive", "open_orders");
    return Stream.of(
        statement(
            "CREATE VIEW",
            ORDERS,
            "CREATE VIEW v AS SELECT id FROM orders",
            locks("access-share", "orders")),
        statement(
            "CREATE VIEW on a view",
            VIEW_ON_ORDERS,
            "CREATE VIEW v AS SELECT id FROM open_orders",
            locks("access-share", "open_orders")),
        statement(
            "CREATE OR REPLACE VIEW",
            VIEW_ON_ORDERS,
            "CREATE OR REPLACE VIEW open_orders AS SELECT id, note, total FROM orders",
            exclusive.and("access-share", "orders")),
        statement(
            "ALTER VIEW RENAME", VIEW_ON_ORDERS, "ALTER VIEW open_orders RENAME TO v", exclusive),
        statement(
            "ALTER VIEW SET",
            VIEW_ON_ORDERS,
            "ALTER VIEW open_orders SET (security_barrier = true)",
            exclusive),
        statement("DROP VIEW", VIEW_ON_ORDERS, "DROP VIEW open_orders", exclusive));
  }

  private static Stream<StatementCase> materializedViews() {
    return Stream.of(
        statement(
            "CREATE MATERIALIZED VIEW",
            ORDERS,
            "CREATE MATERIALIZED VIEW m AS SELECT id FROM orders",
            READ_ORDERS.scans("orders")),
        statement(
            "REFRESH MATERIALIZED VIEW",
            MATERIALIZED,
            "REFRESH MATERIALIZED VIEW totals",
            READ_ORDERS
                .and("access-exclusive", "totals", "totals_id")
                .scans("orders")
                .rewrites("totals")),
        // Rows are compared and changed one by one: readers go on.
        statement(
            "REFRESH MATERIALIZED VIEW CONCURRENTLY",
            MATERIALIZED,
            "REFRESH MATERIALIZED VIEW CONCURRENTLY totals",
            READ_ORDERS
                .and("exclusive", "totals")
                .and("row-exclusive", "totals_id")
                .scans("orders")
                .mayScan("totals")),
        statement(
            "REFRESH MATERIALIZED VIEW WITH NO DATA",
            MATERIALIZED,
            "REFRESH MATERIALIZED VIEW totals WITH NO DATA",
            locks("access-exclusive", "totals", "totals_id").truncates("totals")),
        statement(
            "DROP MATERIALIZED VIEW",
            MATERIALIZED,
            "DROP MATERIALIZED VIEW totals",
            locks("access-exclusive", "totals", "totals_id")));
  }
}
