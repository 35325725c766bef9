package dev.waymark.migration.rehearsal;

import static dev.waymark.migration.rehearsal.Effects.locks;
import static dev.waymark.migration.rehearsal.Effects.nothing;
import static dev.waymark.migration.rehearsal.Given.ORDERS;
import static dev.waymark.migration.rehearsal.StatementCase.statement;

import java.util.stream.Stream;

/** What hangs on tables: triggers, policies, grants, sequences, comments, statistics. */
final class ObjectStatements {
  private static final Effects ONLY_THE_LOCK = locks("access-exclusive", "orders");
  private static final String FUNCTION =
      """
      CREATE FUNCTION nothing() RETURNS trigger LANGUAGE plpgsql AS 'BEGIN RETURN NEW; END';
      """;
  private static final String TRIGGER =
      ORDERS
          + FUNCTION
          + """
          CREATE TRIGGER noticed BEFORE INSERT ON orders FOR EACH ROW EXECUTE FUNCTION nothing();
          """;
  private static final String POLICY = ORDERS + "CREATE POLICY own ON orders USING (customer = 1);";
  private static final String SEQUENCE = "CREATE SEQUENCE numbers; CREATE TABLE orders (id int);";
  private static final String STATISTICS =
      ORDERS + "CREATE STATISTICS together ON id, note FROM orders;";

  private ObjectStatements() {}

  static Stream<StatementCase> all() {
    return Stream.of(triggers(), policies(), sequences(), words(), publications())
        .flatMap(it -> it);
  }

  private static Stream<StatementCase> triggers() {
    return Stream.of(
        statement(
            "CREATE TRIGGER",
            ORDERS + FUNCTION,
            "CREATE TRIGGER x AFTER UPDATE ON orders FOR EACH ROW EXECUTE FUNCTION nothing()",
            locks("share-row-exclusive", "orders")),
        statement(
            "DISABLE TRIGGER",
            TRIGGER,
            "ALTER TABLE orders DISABLE TRIGGER noticed",
            locks("share-row-exclusive", "orders")),
        statement(
            "ALTER TRIGGER RENAME",
            TRIGGER,
            "ALTER TRIGGER noticed ON orders RENAME TO seen",
            ONLY_THE_LOCK),
        statement("DROP TRIGGER", TRIGGER, "DROP TRIGGER noticed ON orders", ONLY_THE_LOCK),
        statement(
            "CREATE RULE",
            ORDERS,
            "CREATE RULE r AS ON DELETE TO orders DO INSTEAD NOTHING",
            ONLY_THE_LOCK),
        statement(
            "CREATE OR REPLACE FUNCTION of a trigger",
            TRIGGER,
            FUNCTION.replace("CREATE", "CREATE OR REPLACE"),
            nothing()));
  }

  private static Stream<StatementCase> policies() {
    return Stream.of(
        statement(
            "ENABLE ROW LEVEL SECURITY",
            ORDERS,
            "ALTER TABLE orders ENABLE ROW LEVEL SECURITY",
            ONLY_THE_LOCK),
        statement(
            "CREATE POLICY",
            ORDERS,
            "CREATE POLICY own ON orders USING (customer = 1)",
            ONLY_THE_LOCK),
        statement(
            "CREATE POLICY that asks another table",
            ORDERS + "CREATE TABLE members (id int);",
            "CREATE POLICY own ON orders USING (customer IN (SELECT id FROM members))",
            ONLY_THE_LOCK.and("access-share", "members")),
        statement("ALTER POLICY", POLICY, "ALTER POLICY own ON orders USING (true)", ONLY_THE_LOCK),
        statement("DROP POLICY", POLICY, "DROP POLICY own ON orders", ONLY_THE_LOCK),
        // A session that is reading goes on, and asks again at the next statement.
        statement("GRANT", ORDERS, "GRANT SELECT ON orders TO pg_monitor", nothing())
            .since(18, locks("access-share", "orders")),
        statement(
                "REVOKE",
                ORDERS + "GRANT SELECT ON orders TO pg_monitor;",
                "REVOKE ALL ON orders FROM pg_monitor",
                nothing())
            .since(18, locks("access-share", "orders")),
        statement(
            "ALTER DEFAULT PRIVILEGES",
            ORDERS,
            "ALTER DEFAULT PRIVILEGES GRANT SELECT ON TABLES TO pg_monitor",
            nothing()));
  }

  private static Stream<StatementCase> sequences() {
    return Stream.of(
        statement("CREATE SEQUENCE", ORDERS, "CREATE SEQUENCE x", nothing()),
        statement(
            "CREATE SEQUENCE OWNED BY",
            ORDERS,
            "CREATE SEQUENCE x OWNED BY orders.id",
            locks("access-share", "orders")),
        statement(
            "ALTER SEQUENCE INCREMENT BY",
            SEQUENCE,
            "ALTER SEQUENCE numbers INCREMENT BY 10",
            locks("share-row-exclusive", "numbers")),
        statement(
            "ALTER SEQUENCE RESTART",
            SEQUENCE,
            "ALTER SEQUENCE numbers RESTART",
            locks("share-row-exclusive", "numbers")),
        statement(
            "ALTER SEQUENCE OWNED BY",
            SEQUENCE,
            "ALTER SEQUENCE numbers OWNED BY orders.id",
            locks("share-row-exclusive", "numbers").and("access-share", "orders")),
        statement(
            "ALTER SEQUENCE RENAME",
            SEQUENCE,
            "ALTER SEQUENCE numbers RENAME TO n",
            locks("access-exclusive", "numbers")),
        statement(
            "nextval", SEQUENCE, "SELECT nextval('numbers')", locks("row-exclusive", "numbers")),
        statement(
            "setval", SEQUENCE, "SELECT setval('numbers', 9)", locks("row-exclusive", "numbers")),
        statement(
            "DROP SEQUENCE",
            SEQUENCE,
            "DROP SEQUENCE numbers",
            locks("access-exclusive", "numbers")));
  }

  private static Stream<StatementCase> words() {
    Effects shared = locks("share-update-exclusive", "orders");
    return Stream.of(
        statement("COMMENT ON TABLE", ORDERS, "COMMENT ON TABLE orders IS 'x'", shared),
        statement("COMMENT ON COLUMN", ORDERS, "COMMENT ON COLUMN orders.id IS 'x'", shared),
        statement(
            "COMMENT ON INDEX",
            ORDERS,
            "COMMENT ON INDEX orders_pkey IS 'x'",
            locks("share-update-exclusive", "orders_pkey")),
        statement(
            "COMMENT ON CONSTRAINT",
            ORDERS,
            "COMMENT ON CONSTRAINT orders_pkey ON orders IS 'x'",
            locks("access-share", "orders")),
        statement(
            "CREATE STATISTICS",
            ORDERS,
            "CREATE STATISTICS together ON id, note FROM orders",
            shared),
        statement("DROP STATISTICS", STATISTICS, "DROP STATISTICS together", shared),
        // A sample of pages, which does not count as reading the whole.
        statement("ANALYZE", ORDERS, "ANALYZE orders", shared.and("access-share", "orders_pkey")));
  }

  private static Stream<StatementCase> publications() {
    Effects shared = locks("share-update-exclusive", "orders");
    return Stream.of(
        statement("CREATE PUBLICATION", ORDERS, "CREATE PUBLICATION p1 FOR TABLE orders", shared),
        statement(
            "CREATE PUBLICATION FOR ALL TABLES",
            ORDERS,
            "CREATE PUBLICATION everything FOR ALL TABLES",
            nothing()),
        statement(
            "ALTER PUBLICATION ADD TABLE",
            ORDERS + "CREATE PUBLICATION added_to;",
            "ALTER PUBLICATION added_to ADD TABLE orders",
            shared),
        statement(
            "DROP PUBLICATION",
            ORDERS + "CREATE PUBLICATION dropped FOR TABLE orders;",
            "DROP PUBLICATION dropped",
            nothing()));
  }
}
