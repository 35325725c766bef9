package dev.waymark.verification.finding;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/** What is there and switched off, or open to all: triggers, policies, row security, namespaces. */
class SwitchFindingsTest {
  private static final String TRIGGER =
      """
      CREATE TABLE t (a int);
      CREATE TRIGGER "G" BEFORE UPDATE ON t FOR EACH ROW
        EXECUTE FUNCTION suppress_redundant_updates_trigger();
      """;

  @TestFactory
  Stream<DynamicTest> triggers() {
    return new FindingTable("trigger-disabled")
        .finds(TRIGGER + "ALTER TABLE t DISABLE TRIGGER \"G\";", "trigger shop.t.G")
        .finds(
            """
            CREATE TABLE t (a int) PARTITION BY RANGE (a);
            CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (9);
            CREATE TRIGGER g AFTER UPDATE ON t FOR EACH ROW
              EXECUTE FUNCTION suppress_redundant_updates_trigger();
            ALTER TABLE t DISABLE TRIGGER g;
            """,
            "trigger shop.t.g")
        .finds(
            """
            CREATE TABLE t (a int) PARTITION BY RANGE (a);
            CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (9);
            CREATE TRIGGER g AFTER UPDATE ON t FOR EACH ROW
              EXECUTE FUNCTION suppress_redundant_updates_trigger();
            ALTER TABLE t1 DISABLE TRIGGER g;
            """,
            "trigger shop.t1.g")
        .finds(
            "CREATE FUNCTION see() RETURNS event_trigger LANGUAGE plpgsql AS 'BEGIN END';\n"
                + "CREATE EVENT TRIGGER watch ON ddl_command_end EXECUTE FUNCTION see();\n"
                + "ALTER EVENT TRIGGER watch DISABLE;",
            "event trigger watch")
        .ignores(TRIGGER)
        .ignores(TRIGGER + "ALTER TABLE t ENABLE REPLICA TRIGGER \"G\";")
        .ignores(TRIGGER + "ALTER TABLE t ENABLE ALWAYS TRIGGER \"G\";")
        .ignores(
            "CREATE TABLE t (id int PRIMARY KEY, a int REFERENCES t);\n"
                + "ALTER TABLE t DISABLE TRIGGER ALL;")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> namespacesOpenToAll() {
    return new FindingTable("namespace-open-to-all")
        .finds("GRANT CREATE ON SCHEMA shop TO PUBLIC;", "namespace shop")
        .finds("GRANT ALL ON SCHEMA shop TO PUBLIC;", "namespace shop")
        .ignores("GRANT USAGE ON SCHEMA shop TO PUBLIC;")
        .ignores("GRANT CREATE ON SCHEMA shop TO pg_monitor;")
        .ignores(
            "GRANT CREATE ON SCHEMA shop TO PUBLIC;\nREVOKE CREATE ON SCHEMA shop FROM PUBLIC;")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> rowSecurityWithoutPolicy() {
    String secured = "CREATE TABLE \"T\" (a int);\nALTER TABLE \"T\" ENABLE ROW LEVEL SECURITY;\n";
    return new FindingTable("row-security-without-policy")
        .finds(secured, "table shop.T")
        .finds(secured + "CREATE POLICY p ON \"T\" AS RESTRICTIVE USING (a > 0);", "table shop.T")
        .finds(
            "CREATE TABLE t (a int);\n"
                + "ALTER TABLE t FORCE ROW LEVEL SECURITY, ENABLE ROW LEVEL SECURITY;",
            "table shop.t")
        .ignores(secured + "CREATE POLICY p ON \"T\" FOR SELECT USING (a > 0);")
        .ignores("CREATE TABLE t (a int);")
        .ignores(
            """
            CREATE TABLE t (a int) PARTITION BY RANGE (a);
            CREATE TABLE t1 PARTITION OF t FOR VALUES FROM (0) TO (9);
            ALTER TABLE t1 ENABLE ROW LEVEL SECURITY;
            """)
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> policiesWithoutRowSecurity() {
    return new FindingTable("policies-without-row-security")
        .finds(
            "CREATE TABLE \"T\" (a int);\nCREATE POLICY p ON \"T\" USING (a > 0);", "table shop.T")
        .finds(
            """
            CREATE TABLE t (a int);
            CREATE POLICY p ON t USING (a > 0);
            ALTER TABLE t FORCE ROW LEVEL SECURITY;
            """,
            "table shop.t")
        .ignores(
            """
            CREATE TABLE t (a int);
            CREATE POLICY p ON t USING (a > 0);
            ALTER TABLE t ENABLE ROW LEVEL SECURITY;
            """)
        .tests();
  }
}
