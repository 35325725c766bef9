package dev.waymark.migration.rehearsal;

import static dev.waymark.migration.rehearsal.Effects.locks;
import static dev.waymark.migration.rehearsal.Effects.nothing;
import static dev.waymark.migration.rehearsal.Given.CUSTOMERS;
import static dev.waymark.migration.rehearsal.Given.ORDERS;
import static dev.waymark.migration.rehearsal.StatementCase.statement;

import java.util.stream.Stream;

/** Nothing happens, though some take a lock to find that out. */
final class IdleStatements {
  private IdleStatements() {}

  static Stream<StatementCase> all() {
    return Stream.of(
        statement(
            "CREATE TABLE IF NOT EXISTS of one that does",
            CUSTOMERS + ORDERS,
            "CREATE TABLE IF NOT EXISTS orders (id int REFERENCES customers)",
            nothing()),
        statement(
            "DROP TABLE IF EXISTS of none", ORDERS, "DROP TABLE IF EXISTS order_lines", nothing()),
        statement(
            "ALTER TABLE IF EXISTS of none",
            ORDERS,
            "ALTER TABLE IF EXISTS order_lines ADD COLUMN x int",
            nothing()),
        statement(
            "DROP INDEX IF EXISTS of none", ORDERS, "DROP INDEX IF EXISTS orders_note", nothing()),
        statement(
            "CREATE INDEX IF NOT EXISTS of one that does",
            ORDERS,
            "CREATE INDEX IF NOT EXISTS orders_pkey ON orders (id)",
            locks("share", "orders")),
        statement(
            "ADD COLUMN IF NOT EXISTS of one that does",
            ORDERS,
            "ALTER TABLE orders ADD COLUMN IF NOT EXISTS note text",
            locks("access-exclusive", "orders")),
        statement(
            "DROP COLUMN IF EXISTS of none",
            ORDERS,
            "ALTER TABLE orders DROP COLUMN IF EXISTS x",
            locks("access-exclusive", "orders")),
        statement(
            "DROP CONSTRAINT IF EXISTS of none",
            ORDERS,
            "ALTER TABLE orders DROP CONSTRAINT IF EXISTS x",
            locks("access-exclusive", "orders")),
        statement(
            "UPDATE of no rows",
            ORDERS,
            "UPDATE orders SET note = '' WHERE false",
            locks("row-exclusive", "orders", "orders_pkey")),
        statement("SET", ORDERS, "SET LOCAL lock_timeout = '5s'", nothing()),
        statement("CREATE SCHEMA", ORDERS, "CREATE SCHEMA fresh", nothing()),
        statement(
            "CREATE TEMPORARY TABLE", ORDERS, "CREATE TEMPORARY TABLE x (id int)", nothing()));
  }
}
