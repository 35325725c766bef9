package dev.waymark.verification.finding;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class KeyFindingsTest {
  private static final String TABLES =
      """
      CREATE TABLE p (id integer PRIMARY KEY, "Other" integer UNIQUE, UNIQUE (id, "Other"));
      CREATE TABLE a (b integer, "user" integer, c text);
      """;

  @TestFactory
  Stream<DynamicTest> foreignKeysWithoutIndex() {
    String one = TABLES + "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (\"user\") REFERENCES p;\n";
    String two =
        TABLES
            + "ALTER TABLE a ADD CONSTRAINT f FOREIGN KEY (b, \"user\")"
            + " REFERENCES p (id, \"Other\");\n";
    String f = "constraint shop.a.f";
    String partitioned =
        """
        CREATE TABLE p (id integer PRIMARY KEY);
        CREATE TABLE a (b integer CONSTRAINT f REFERENCES p) PARTITION BY RANGE (b);
        CREATE TABLE a1 PARTITION OF a FOR VALUES FROM (0) TO (9);
        CREATE TABLE a2 PARTITION OF a FOR VALUES FROM (9) TO (19) PARTITION BY RANGE (b);
        CREATE TABLE a21 PARTITION OF a2 FOR VALUES FROM (9) TO (19);
        """;
    return new FindingTable("foreign-key-without-index")
        .finds(one, f)
        .finds(two, f)
        .finds(one + "CREATE INDEX ON a (b, \"user\");", f)
        .finds(one + "CREATE INDEX ON a (\"user\") WHERE b > 0;", f)
        .finds(one + "CREATE INDEX ON a ((\"user\" + 0));", f)
        .finds(two + "CREATE INDEX ON a (b);\nCREATE INDEX ON a (\"user\");", f)
        .finds(
            one
                + """
                CREATE INDEX i ON a ("user");
                UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass;
                """,
            f)
        .finds(
            "CREATE TABLE p (c text PRIMARY KEY);\n"
                + "CREATE TABLE a (c text CONSTRAINT f REFERENCES p);\n"
                + "CREATE INDEX ON a (c COLLATE \"C\");",
            f)
        .finds("CREATE TABLE a (id integer PRIMARY KEY, b integer CONSTRAINT f REFERENCES a);", f)
        .finds(partitioned, f)
        .finds(partitioned + "CREATE INDEX ON a1 (b);", f)
        .ignores(partitioned + "CREATE INDEX ON a1 (b);\nCREATE INDEX ON a21 (b);")
        .ignores(partitioned + "CREATE INDEX ON a (b);")
        .ignores(one + "CREATE INDEX ON a (\"user\", b);")
        .ignores(one + "CREATE INDEX ON a USING hash (\"user\");")
        .ignores(one + "CREATE INDEX ON a (\"user\") WHERE \"user\" IS NOT NULL;")
        .ignores(two + "CREATE INDEX ON a (\"user\", b);")
        .ignores(
            two
                + "CREATE INDEX ON a (\"user\", b, c)"
                + " WHERE b IS NOT NULL AND \"user\" IS NOT NULL;")
        .ignores(one + "ALTER TABLE a ADD PRIMARY KEY (\"user\", b);")
        .ignoresSince(18, TABLES + "ALTER TABLE a ADD FOREIGN KEY (b) REFERENCES p NOT ENFORCED;")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> actionsThatColumnsRefuse() {
    String f = "constraint shop.a.f";
    String a = "CREATE TABLE p (id integer PRIMARY KEY, x integer, UNIQUE (id, x));\n";
    return new FindingTable("foreign-key-action-impossible")
        .finds(
            a + "CREATE TABLE a (b int NOT NULL CONSTRAINT f REFERENCES p ON DELETE SET NULL);", f)
        .finds(
            a + "CREATE TABLE a (b int NOT NULL CONSTRAINT f REFERENCES p ON UPDATE SET NULL);", f)
        .finds(
            a
                + "CREATE TABLE a (b int NOT NULL CONSTRAINT f REFERENCES p ON UPDATE SET NULL"
                + " ON DELETE SET NULL);",
            f,
            f)
        .finds(
            a + "CREATE TABLE a (b int PRIMARY KEY CONSTRAINT f REFERENCES p ON DELETE SET NULL);",
            f)
        .finds(
            a
                + "CREATE TABLE a (b int NOT NULL, \"C\" int, CONSTRAINT f FOREIGN KEY (b, \"C\")"
                + " REFERENCES p (id, x) ON DELETE SET NULL);",
            f)
        .findsSince(
            15,
            a
                + "CREATE TABLE a (\"B\" int, c int, PRIMARY KEY (\"B\", c),"
                + " CONSTRAINT f FOREIGN KEY (\"B\", c)"
                + " REFERENCES p (id, x) ON DELETE SET NULL (\"B\"));",
            f)
        .finds(
            a + "CREATE TABLE a (b int NOT NULL CONSTRAINT f REFERENCES p ON DELETE SET DEFAULT);",
            f)
        .finds(
            "CREATE TABLE p (id varchar(9) PRIMARY KEY);\n"
                + "CREATE TABLE a (b varchar(9) DEFAULT NULL NOT NULL CONSTRAINT f REFERENCES p"
                + " ON DELETE SET DEFAULT);",
            f)
        .finds(
            a
                + "CREATE DOMAIN there AS int NOT NULL;\nCREATE DOMAIN here AS there;\n"
                + "CREATE TABLE a (b here CONSTRAINT f REFERENCES p ON DELETE SET NULL);",
            f)
        .finds(
            a
                + """
                CREATE TABLE a (b int CONSTRAINT f REFERENCES p ON DELETE SET NULL)
                  PARTITION BY RANGE (b);
                CREATE TABLE a1 PARTITION OF a FOR VALUES FROM (0) TO (9);
                ALTER TABLE a1 ALTER b SET NOT NULL;
                """,
            "constraint shop.a1.f")
        .finds(
            a
                + """
                CREATE TABLE a (b int NOT NULL CONSTRAINT f REFERENCES p ON DELETE SET NULL)
                  PARTITION BY RANGE (b);
                CREATE TABLE a1 PARTITION OF a FOR VALUES FROM (0) TO (9);
                """,
            f)
        .ignores(a + "CREATE TABLE a (b int CONSTRAINT f REFERENCES p ON DELETE SET NULL);")
        .ignores(a + "CREATE TABLE a (b int CONSTRAINT f REFERENCES p ON DELETE SET DEFAULT);")
        .ignores(a + "CREATE TABLE a (b int NOT NULL CONSTRAINT f REFERENCES p ON DELETE CASCADE);")
        .ignores(
            a
                + "CREATE TABLE a (b int NOT NULL DEFAULT 0 CONSTRAINT f REFERENCES p"
                + " ON DELETE SET DEFAULT);")
        .ignores(
            a
                + "CREATE DOMAIN zero AS int NOT NULL DEFAULT 0;\n"
                + "CREATE TABLE a (b zero CONSTRAINT f REFERENCES p ON DELETE SET DEFAULT);")
        .ignoresSince(
            15,
            a
                + "CREATE TABLE a (b int NOT NULL, c int, CONSTRAINT f FOREIGN KEY (b, c)"
                + " REFERENCES p (id, x) ON DELETE SET NULL (c));")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> tablesWithoutPrimaryKey() {
    return new FindingTable("table-without-primary-key")
        .finds("CREATE TABLE a (b int);", "table shop.a")
        .finds("CREATE TABLE \"A b\" (id int, row_id int);", "table shop.A b")
        .finds("CREATE TABLE a (b int UNIQUE);", "table shop.a")
        .finds("CREATE TABLE a (b int NOT NULL UNIQUE);", "table shop.a")
        .finds(
            "CREATE TABLE a (b int NOT NULL);\nCREATE UNIQUE INDEX \"I\" ON a (b);", "table shop.a")
        .finds(
            "CREATE TABLE a (b int NOT NULL);\nCREATE UNIQUE INDEX i ON a (b DESC);",
            "table shop.a")
        .finds(
            "CREATE TABLE a (b int NOT NULL);\nCREATE UNIQUE INDEX i ON a (b) WHERE b > 0;",
            "table shop.a")
        .findsForPeople(
            """
            CREATE TABLE a (b int) PARTITION BY RANGE (b);
            CREATE TABLE a1 PARTITION OF a FOR VALUES FROM (0) TO (9);
            """,
            "table shop.a")
        .finds(
            "CREATE TABLE a (b int);\nCREATE TABLE c () INHERITS (a);\nALTER TABLE c ADD PRIMARY KEY (b);",
            "table shop.a")
        .findsForPeople("CREATE TABLE a (b int);\nCREATE TABLE c () INHERITS (a);", "table shop.a")
        .finds(
            "CREATE TABLE a (b int PRIMARY KEY);\nCREATE TABLE c (x int) INHERITS (a);",
            "table shop.c")
        .ignores("CREATE TABLE a (b int PRIMARY KEY);\nCREATE VIEW v AS SELECT * FROM a;")
        .ignores("CREATE TEMPORARY TABLE t (b int);\nDROP TABLE t;")
        .tests();
  }
}
