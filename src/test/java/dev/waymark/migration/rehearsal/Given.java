package dev.waymark.migration.rehearsal;

import static dev.waymark.migration.rehearsal.StatementCase.statement;

import java.util.stream.Stream;

/** What exists before the scripts of the table. */
final class Given {
  static final String CUSTOMERS =
      """
      CREATE TABLE customers (id int PRIMARY KEY, name text);
      INSERT INTO customers SELECT g, 'name ' || g FROM generate_series(1, 3) AS g;
      """;
  static final String ORDERS = orders(3);

  /** Each order is a customer's. */
  static final String ORDERS_OF_CUSTOMERS =
      CUSTOMERS
          + ORDERS
          + """
          ALTER TABLE orders ADD CONSTRAINT orders_customer FOREIGN KEY (customer)
            REFERENCES customers;
          """;

  static final String VIEW_ON_ORDERS =
      ORDERS + "CREATE VIEW open_orders AS SELECT id, note FROM orders WHERE status = 'open';";

  /** Indexed by its date, which is why each partition has an index of its own. */
  static final String PARTITIONED =
      """
      CREATE TABLE readings (id int NOT NULL, taken date NOT NULL) PARTITION BY RANGE (taken);
      CREATE TABLE readings_2025 PARTITION OF readings
        FOR VALUES FROM ('2025-01-01') TO ('2026-01-01');
      CREATE TABLE readings_2026 PARTITION OF readings
        FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
      INSERT INTO readings VALUES (1, '2025-05-05'), (2, '2026-06-06');
      """;

  static final String PARTITIONED_WITH_DEFAULT =
      PARTITIONED + "CREATE TABLE readings_other PARTITION OF readings DEFAULT;";

  /** A table of the same shape as the partitions. */
  static final String READINGS_2027 =
      """
      CREATE TABLE readings_2027 (id int NOT NULL, taken date NOT NULL);
      INSERT INTO readings_2027 VALUES (3, '2027-07-07');
      """;

  static final String INHERITED =
      """
      CREATE TABLE places (id int, name text);
      CREATE TABLE cities (inhabitants int) INHERITS (places);
      INSERT INTO cities VALUES (1, 'Bonn', 300000);
      """;

  private Given() {}

  static String orders(int rows) {
    return """
    CREATE TABLE orders (id int PRIMARY KEY, customer int, status varchar(20),
      total numeric(8,2), placed timestamp, note text);
    INSERT INTO orders SELECT g, 1 + g %% 3, 'open', g, timestamp '2026-01-02 03:04', 'note'
      FROM generate_series(1, %d) AS g;
    """
        .formatted(rows);
  }

  /**
   * The same script on no rows, few and many: what PostgreSQL does is the same, its time is not.
   */
  static Stream<StatementCase> onEverySize(String name, String script, Effects effects) {
    return Stream.of(
        statement(name + ", empty", orders(0), script, effects),
        statement(name + ", small", orders(3), script, effects),
        statement(name + ", large", orders(20_000), script, effects));
  }
}
