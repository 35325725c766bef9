package dev.waymark.verification.finding;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class ConstraintFindingsTest {
  private static final String TABLES =
      "CREATE TABLE p (id integer PRIMARY KEY);\nCREATE TABLE a (b integer, \"C\" integer);\n";
  private static final String FOREIGN_KEY =
      TABLES + "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES p ON DELETE CASCADE;\n";

  @TestFactory
  Stream<DynamicTest> notValidated() {
    return new FindingTable("constraint-not-validated")
        .finds(
            TABLES + "ALTER TABLE a ADD CONSTRAINT \"K\" CHECK (b > 0) NOT VALID;",
            "constraint shop.a.K")
        .finds(
            TABLES + "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES p NOT VALID;",
            "constraint shop.a.f")
        .finds(
            "CREATE TABLE a (b int);\nCREATE TABLE c () INHERITS (a);\n"
                + "ALTER TABLE a ADD CONSTRAINT k CHECK (b > 0) NOT VALID;",
            "constraint shop.a.k")
        .finds(
            """
            CREATE TABLE p (id integer PRIMARY KEY);
            CREATE TABLE a (b int) PARTITION BY RANGE (b);
            CREATE TABLE a1 PARTITION OF a FOR VALUES FROM (0) TO (9);
            ALTER TABLE a1 ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES p NOT VALID;
            """,
            "constraint shop.a1.f")
        .finds(
            "CREATE DOMAIN d AS int;\nALTER DOMAIN d ADD CONSTRAINT \"K\" CHECK (VALUE > 0) NOT VALID;",
            "domain shop.d")
        .findsSince(
            18,
            TABLES + "ALTER TABLE a ADD CONSTRAINT n NOT NULL \"C\" NOT VALID;",
            "table shop.a: C")
        .findsSince(18, TABLES + "ALTER TABLE a ADD NOT NULL b NOT VALID;", "table shop.a: b")
        .findsSince(
            18,
            """
            CREATE TABLE p (id integer PRIMARY KEY);
            CREATE TABLE a (b int) PARTITION BY RANGE (b);
            CREATE TABLE a1 PARTITION OF a FOR VALUES FROM (0) TO (9);
            ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES p NOT VALID;
            ALTER TABLE a ADD NOT NULL b NOT VALID;
            """,
            "table shop.a: b",
            "constraint shop.a.f")
        .ignores(TABLES + "ALTER TABLE a ADD CHECK (b > 0), ALTER b SET NOT NULL;")
        .ignoresSince(18, TABLES + "ALTER TABLE a ADD CHECK (b > 0) NOT ENFORCED;")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> notEnforced() {
    return new FindingTable("constraint-not-enforced")
        .findsSince(
            18,
            TABLES + "ALTER TABLE a ADD CONSTRAINT \"K\" CHECK (b > 0) NOT ENFORCED;",
            "constraint shop.a.K")
        .findsSince(
            18,
            TABLES + "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES p NOT ENFORCED;",
            "constraint shop.a.f")
        .findsSince(
            18,
            "CREATE TABLE a (b int CONSTRAINT k CHECK (b > 0) NOT ENFORCED);\n"
                + "CREATE TABLE c () INHERITS (a);",
            "constraint shop.a.k")
        .ignores(FOREIGN_KEY)
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> triggersOfConstraints() {
    String partitioned =
        """
        CREATE TABLE p (id int PRIMARY KEY) PARTITION BY RANGE (id);
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9) PARTITION BY RANGE (id);
        CREATE TABLE p11 PARTITION OF p1 FOR VALUES FROM (0) TO (9);
        CREATE TABLE a (b int CONSTRAINT f REFERENCES p) PARTITION BY RANGE (b);
        CREATE TABLE a1 PARTITION OF a FOR VALUES FROM (0) TO (9);
        """;
    return new FindingTable("constraint-triggers-disabled")
        .finds(FOREIGN_KEY + "ALTER TABLE a DISABLE TRIGGER ALL;", "constraint shop.a.f")
        .finds(FOREIGN_KEY + "ALTER TABLE p DISABLE TRIGGER ALL;", "constraint shop.a.f")
        .finds(
            FOREIGN_KEY
                + """
                ALTER TABLE a DISABLE TRIGGER ALL;
                INSERT INTO a VALUES (1);
                ALTER TABLE a DROP CONSTRAINT f, ADD CONSTRAINT f FOREIGN KEY (b) REFERENCES p;
                -- ERROR: violates foreign key constraint
                DELETE FROM a;
                """,
            "constraint shop.a.f")
        .finds(
            "CREATE TABLE a (id int PRIMARY KEY, b int CONSTRAINT f REFERENCES a);\n"
                + "ALTER TABLE a DISABLE TRIGGER ALL;",
            "constraint shop.a.f")
        .finds(
            "CREATE TABLE a (id int CONSTRAINT k UNIQUE DEFERRABLE);\n"
                + "ALTER TABLE a DISABLE TRIGGER ALL;",
            "constraint shop.a.k")
        // Before PostgreSQL 15 this left the partitions' triggers as they were.
        .findsSince(15, partitioned + "ALTER TABLE a DISABLE TRIGGER ALL;", "constraint shop.a.f")
        .finds(partitioned + "ALTER TABLE a1 DISABLE TRIGGER ALL;", "constraint shop.a1.f")
        // The triggers on a partition of the referenced table belong to hidden copies.
        .finds(partitioned + "ALTER TABLE p11 DISABLE TRIGGER ALL;", "constraint shop.a.f")
        .ignores(
            FOREIGN_KEY
                + """
                CREATE TRIGGER g BEFORE UPDATE ON a FOR EACH ROW
                  EXECUTE FUNCTION suppress_redundant_updates_trigger();
                ALTER TABLE a DISABLE TRIGGER USER;
                """)
        .ignores(FOREIGN_KEY + "ALTER TABLE a DISABLE TRIGGER ALL, ENABLE TRIGGER ALL;")
        .tests();
  }
}
