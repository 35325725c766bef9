package dev.waymark.migration.rehearsal;

import static dev.waymark.migration.rehearsal.Effects.locks;
import static dev.waymark.migration.rehearsal.Effects.nothing;
import static dev.waymark.migration.rehearsal.Given.CUSTOMERS;
import static dev.waymark.migration.rehearsal.Given.ORDERS;
import static dev.waymark.migration.rehearsal.StatementCase.statement;

import java.util.stream.Stream;

/** What a text does not show: code that is executed, and what a cascade takes. */
final class HiddenStatements {
  private static final String AUDITED =
      ORDERS
          + """
          CREATE TABLE audit (what text);
          CREATE FUNCTION noted() RETURNS trigger LANGUAGE plpgsql AS
            $$ BEGIN INSERT INTO audit VALUES (TG_OP); RETURN NEW; END $$;
          CREATE TRIGGER noted AFTER UPDATE ON orders FOR EACH STATEMENT EXECUTE FUNCTION noted();
          """;

  private HiddenStatements() {}

  static Stream<StatementCase> all() {
    return Stream.of(executed(), cascaded(), functions()).flatMap(it -> it);
  }

  private static Stream<StatementCase> executed() {
    return Stream.of(
        statement(
            "DO changes two tables",
            CUSTOMERS + ORDERS,
            """
            DO $$ BEGIN
              ALTER TABLE orders ADD COLUMN x int;
              ALTER TABLE customers ALTER COLUMN name SET NOT NULL;
            END $$
            """,
            locks("access-exclusive", "orders", "customers").scans("customers")),
        statement(
            "DO makes its statement of text",
            CUSTOMERS + ORDERS,
            """
            DO $$ DECLARE t text; BEGIN
              FOR t IN SELECT unnest(ARRAY['orders', 'customers']) LOOP
                EXECUTE format('ALTER TABLE %I ALTER COLUMN id TYPE bigint', t);
              END LOOP;
            END $$
            """,
            locks("access-exclusive", "orders", "orders_pkey", "customers", "customers_pkey")
                .rewrites("orders", "customers")),
        statement(
            "DO finds nothing to do",
            ORDERS,
            "DO $$ BEGIN IF false THEN DROP TABLE orders; END IF; END $$",
            nothing()),
        statement(
            "SELECT of a function that truncates",
            ORDERS + "CREATE FUNCTION clean() RETURNS void LANGUAGE sql AS 'TRUNCATE orders';",
            "SELECT clean()",
            locks("access-exclusive", "orders", "orders_pkey").truncates("orders")),
        statement(
            "CALL of a procedure that alters",
            ORDERS
                + "CREATE PROCEDURE widen() LANGUAGE plpgsql AS"
                + " 'BEGIN ALTER TABLE orders ALTER COLUMN status TYPE text; END';",
            "CALL widen()",
            locks("access-exclusive", "orders")),
        statement(
            "UPDATE with a trigger that writes elsewhere",
            AUDITED,
            "UPDATE orders SET total = 0",
            locks("row-exclusive", "orders", "orders_pkey", "audit").scans("orders")));
  }

  private static Stream<StatementCase> cascaded() {
    return Stream.of(
        statement(
            "DROP FUNCTION CASCADE of a trigger",
            AUDITED,
            "DROP FUNCTION noted() CASCADE",
            locks("access-exclusive", "orders")),
        statement(
            "DROP FUNCTION CASCADE of a default",
            "CREATE FUNCTION one() RETURNS int LANGUAGE sql AS 'SELECT 1';"
                + "CREATE TABLE orders (id int DEFAULT one());",
            "DROP FUNCTION one() CASCADE",
            locks("access-exclusive", "orders")),
        statement(
            "DROP SEQUENCE CASCADE of a default",
            "CREATE SEQUENCE numbers; CREATE TABLE orders (id int DEFAULT nextval('numbers'));",
            "DROP SEQUENCE numbers CASCADE",
            locks("access-exclusive", "orders", "numbers")),
        statement(
            "DROP VIEW CASCADE of a view on it",
            "CREATE VIEW one AS SELECT 1 AS a; CREATE VIEW two AS SELECT a FROM one;",
            "DROP VIEW one CASCADE",
            locks("access-exclusive", "one", "two")));
  }

  private static Stream<StatementCase> functions() {
    return Stream.of(
        statement(
            "CREATE FUNCTION in plpgsql",
            ORDERS,
            "CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN DELETE FROM orders; END'",
            nothing()),
        // PostgreSQL checks the body, for which it looks at the table.
        statement(
            "CREATE FUNCTION in SQL",
            ORDERS,
            "CREATE FUNCTION f() RETURNS void LANGUAGE sql AS 'DELETE FROM orders'",
            locks("row-exclusive", "orders")));
  }
}
