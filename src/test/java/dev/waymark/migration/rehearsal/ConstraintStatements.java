package dev.waymark.migration.rehearsal;

import static dev.waymark.migration.rehearsal.Effects.locks;
import static dev.waymark.migration.rehearsal.Given.CUSTOMERS;
import static dev.waymark.migration.rehearsal.Given.INHERITED;
import static dev.waymark.migration.rehearsal.Given.ORDERS;
import static dev.waymark.migration.rehearsal.Given.ORDERS_OF_CUSTOMERS;
import static dev.waymark.migration.rehearsal.Given.PARTITIONED;
import static dev.waymark.migration.rehearsal.Given.onEverySize;
import static dev.waymark.migration.rehearsal.StatementCase.statement;

import java.util.stream.Stream;

/** Constraints of tables added, proven, changed and dropped. */
final class ConstraintStatements {
  private static final Effects ONLY_THE_LOCK = locks("access-exclusive", "orders");
  private static final Effects SCAN = ONLY_THE_LOCK.scans("orders");
  private static final Effects VALIDATION = locks("share-update-exclusive", "orders");
  private static final String FOREIGN_KEY = "FOREIGN KEY (customer) REFERENCES customers";
  private static final String UNIQUE_INDEX =
      ORDERS + "CREATE UNIQUE INDEX orders_index ON orders (customer);";

  private ConstraintStatements() {}

  static Stream<StatementCase> all() {
    return Stream.of(checks(), foreignKeys(), keys(), changed(), dropped()).flatMap(it -> it);
  }

  private static StatementCase added(String constraint, String given, Effects effects) {
    return statement("ADD " + constraint, given, "ALTER TABLE orders ADD " + constraint, effects);
  }

  private static Stream<StatementCase> checks() {
    return Stream.concat(
        onEverySize("ADD CHECK", "ALTER TABLE orders ADD CHECK (total >= 0)", SCAN),
        Stream.of(
            added("CHECK (id > 0) NOT VALID", ORDERS, ONLY_THE_LOCK),
            statement(
                "VALIDATE a check",
                ORDERS + "ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 0) NOT VALID;",
                "ALTER TABLE orders VALIDATE CONSTRAINT positive",
                VALIDATION.scans("orders")),
            statement(
                "VALIDATE a check that is valid",
                ORDERS + "ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 0);",
                "ALTER TABLE orders VALIDATE CONSTRAINT positive",
                VALIDATION),
            added("CONSTRAINT noted NOT NULL note NOT VALID", ORDERS, ONLY_THE_LOCK).onlySince(18),
            statement(
                    "VALIDATE a NOT NULL",
                    ORDERS + "ALTER TABLE orders ADD CONSTRAINT noted NOT NULL note NOT VALID;",
                    "ALTER TABLE orders VALIDATE CONSTRAINT noted",
                    VALIDATION.scans("orders"))
                .onlySince(18),
            added("CHECK (id > 0) NOT ENFORCED", ORDERS, ONLY_THE_LOCK).onlySince(18),
            statement(
                "ADD CHECK to a parent",
                INHERITED,
                "ALTER TABLE places ADD CHECK (name <> '')",
                locks("access-exclusive", "places", "cities").scans("places", "cities")),
            statement(
                "ADD CHECK to a partitioned table",
                PARTITIONED,
                "ALTER TABLE readings ADD CHECK (id > 0)",
                locks("access-exclusive", "readings", "readings_2025", "readings_2026")
                    .scans("readings_2025", "readings_2026"))));
  }

  private static Stream<StatementCase> foreignKeys() {
    Effects both = locks("share-row-exclusive", "orders", "customers");
    Effects partitioned =
        locks("share-row-exclusive", "faults", "readings", "readings_2025", "readings_2026")
            .and("access-share", "readings_2025_pkey", "readings_2026_pkey")
            .scans("faults")
            .mayScan("readings_2025", "readings_2026");
    return Stream.of(
        // PostgreSQL joins the two as it plans it.
        added(
            FOREIGN_KEY,
            CUSTOMERS + ORDERS,
            both.and("access-share", "customers_pkey", "orders_pkey")
                .scans("orders")
                .mayScan("customers")),
        // From 18 on the key's index is looked at as well.
        added(FOREIGN_KEY + " NOT VALID", CUSTOMERS + ORDERS, both)
            .since(18, both.and("access-share", "customers_pkey")),
        statement(
            "VALIDATE a foreign key",
            CUSTOMERS
                + ORDERS
                + "ALTER TABLE orders ADD CONSTRAINT orders_customer %s NOT VALID;"
                    .formatted(FOREIGN_KEY),
            "ALTER TABLE orders VALIDATE CONSTRAINT orders_customer",
            VALIDATION
                .and("row-share", "customers")
                .and("access-share", "customers_pkey", "orders_pkey")
                .scans("orders")
                .mayScan("customers")),
        statement(
            "ADD FOREIGN KEY, large",
            CUSTOMERS + Given.orders(20_000),
            "ALTER TABLE orders ADD " + FOREIGN_KEY,
            both.and("access-share", "customers_pkey", "orders_pkey")
                .scans("orders")
                .mayScan("customers")),
        statement(
                "ADD FOREIGN KEY to what is partitioned",
                PARTITIONED
                    + "ALTER TABLE readings ADD PRIMARY KEY (id, taken);"
                    + "CREATE TABLE faults (id int, taken date);",
                "ALTER TABLE faults ADD FOREIGN KEY (id, taken) REFERENCES readings",
                partitioned)
            // The planner looks at the index of the whole from here on.
            .since(16, partitioned.and("access-share", "readings_pkey")),
        added(
            "FOREIGN KEY (customer) REFERENCES orders",
            ORDERS,
            locks("share-row-exclusive", "orders")
                .and("access-share", "orders_pkey")
                .scans("orders")),
        statement(
            "ADD FOREIGN KEY to a partitioned table",
            CUSTOMERS + PARTITIONED,
            "ALTER TABLE readings ADD FOREIGN KEY (id) REFERENCES customers",
            locks("share-row-exclusive", "customers", "readings", "readings_2025", "readings_2026")
                .and("access-share", "customers_pkey")
                .scans("readings_2025", "readings_2026")
                .mayScan("customers")));
  }

  private static Stream<StatementCase> keys() {
    return Stream.of(
        added("UNIQUE (customer, id)", ORDERS, SCAN.builds("orders_customer_id_key on orders")),
        // The index gets the constraint's name, for which less is enough.
        statement(
            "ADD UNIQUE USING INDEX",
            UNIQUE_INDEX,
            "ALTER TABLE orders ADD CONSTRAINT one_each UNIQUE USING INDEX orders_index",
            ONLY_THE_LOCK.and("share-update-exclusive", "orders_index")),
        statement(
            "ADD PRIMARY KEY",
            "CREATE TABLE orders (id int); INSERT INTO orders VALUES (1);",
            "ALTER TABLE orders ADD PRIMARY KEY (id)",
            SCAN.builds("orders_pkey on orders")),
        // Which its columns need not have been.
        statement(
            "ADD PRIMARY KEY USING INDEX",
            "CREATE TABLE orders (id int); CREATE UNIQUE INDEX orders_index ON orders (id);",
            "ALTER TABLE orders ADD PRIMARY KEY USING INDEX orders_index",
            SCAN.and("access-share", "orders_index")),
        statement(
            "ADD PRIMARY KEY USING INDEX of columns that are NOT NULL",
            "CREATE TABLE orders (id int NOT NULL);"
                + "CREATE UNIQUE INDEX orders_pkey ON orders (id);",
            "ALTER TABLE orders ADD PRIMARY KEY USING INDEX orders_pkey",
            ONLY_THE_LOCK.and("access-share", "orders_pkey")),
        added(
            "EXCLUDE USING gist (tsrange(placed, placed) WITH &&)",
            ORDERS,
            SCAN.builds("orders_tsrange_excl on orders")),
        statement(
                "ADD PRIMARY KEY to a partitioned table",
                PARTITIONED,
                "ALTER TABLE readings ADD PRIMARY KEY (id, taken)",
                locks("access-exclusive", "readings")
                    .and("share", "readings_2025", "readings_2026")
                    .scans("readings_2025", "readings_2026")
                    .builds(
                        "readings_2025_pkey on readings_2025",
                        "readings_2026_pkey on readings_2026"))
            // Where NOT NULL is a constraint, and one that each partition needs.
            .since(
                18,
                locks("access-exclusive", "readings", "readings_2025", "readings_2026")
                    .scans("readings_2025", "readings_2026")
                    .builds(
                        "readings_2025_pkey on readings_2025",
                        "readings_2026_pkey on readings_2026")));
  }

  private static Stream<StatementCase> changed() {
    return Stream.of(
        statement(
            "RENAME CONSTRAINT",
            ORDERS + "ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 0);",
            "ALTER TABLE orders RENAME CONSTRAINT positive TO above_zero",
            ONLY_THE_LOCK),
        statement(
            "RENAME CONSTRAINT of a key",
            ORDERS,
            "ALTER TABLE orders RENAME CONSTRAINT orders_pkey TO orders_key",
            ONLY_THE_LOCK.and("share-update-exclusive", "orders_pkey")),
        // The triggers of the other table change as well, which is not locked for it.
        statement(
            "ALTER CONSTRAINT DEFERRABLE",
            ORDERS_OF_CUSTOMERS,
            "ALTER TABLE orders ALTER CONSTRAINT orders_customer DEFERRABLE",
            ONLY_THE_LOCK));
  }

  private static Stream<StatementCase> dropped() {
    return Stream.of(
        statement(
            "DROP CONSTRAINT of a check",
            ORDERS + "ALTER TABLE orders ADD CONSTRAINT positive CHECK (id > 0);",
            "ALTER TABLE orders DROP CONSTRAINT positive",
            ONLY_THE_LOCK),
        statement(
            "DROP CONSTRAINT of a foreign key",
            ORDERS_OF_CUSTOMERS,
            "ALTER TABLE orders DROP CONSTRAINT orders_customer",
            ONLY_THE_LOCK.and("access-exclusive", "customers")),
        statement(
            "DROP CONSTRAINT of a key",
            ORDERS,
            "ALTER TABLE orders DROP CONSTRAINT orders_pkey",
            ONLY_THE_LOCK.and("access-exclusive", "orders_pkey")),
        statement(
            "DROP CONSTRAINT of a key that is referenced, CASCADE",
            ORDERS_OF_CUSTOMERS,
            "ALTER TABLE customers DROP CONSTRAINT customers_pkey CASCADE",
            locks("access-exclusive", "customers", "customers_pkey", "orders")));
  }
}
