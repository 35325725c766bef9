package dev.waymark.verification.finding;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

class IndexFindingsTest {
  private static final String A = "CREATE TABLE a (x integer, y integer, z text);\n";

  @TestFactory
  Stream<DynamicTest> invalid() {
    String failed =
        A
            + """
            INSERT INTO a VALUES (0);
            CREATE INDEX CONCURRENTLY "by Share" ON a ((1 / x));
            -- ERROR: division by zero
            UPDATE a SET x = 1;
            """;
    String parent = "CREATE TABLE p (x integer) PARTITION BY RANGE (x);\n";
    String parts =
        """
        CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);
        CREATE TABLE p2 PARTITION OF p FOR VALUES FROM (9) TO (19) PARTITION BY RANGE (x);
        CREATE TABLE p21 PARTITION OF p2 FOR VALUES FROM (9) TO (19);
        """;
    return new FindingTable("invalid-index")
        .finds(failed, "index shop.a.by Share")
        .finds(failed.replace("\"by Share\"", "i_ccnew1"), "index shop.a.i_ccnew1")
        .finds(failed.replace("\"by Share\"", "i_ccold"), "index shop.a.i_ccold")
        .finds(
            A
                + """
                CREATE INDEX i ON a (x);
                UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass;
                """,
            "index shop.a.i")
        .finds(
            """
            CREATE MATERIALIZED VIEW m AS SELECT 1 AS x;
            CREATE INDEX i ON m (x);
            UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass;
            """,
            "index shop.m.i")
        .finds(
            """
            CREATE TABLE e (r int4range, CONSTRAINT x EXCLUDE USING gist (r WITH &&));
            UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'x'::regclass;
            """,
            "index shop.e.x")
        .finds(parent + parts + "CREATE INDEX i ON ONLY p (x);", "index shop.p.i")
        .findsForPeople(
            parent
                + """
                CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);
                INSERT INTO p VALUES (0);
                CREATE INDEX CONCURRENTLY i1 ON p1 ((1 / x));
                -- ERROR: division by zero
                UPDATE p SET x = 1;
                CREATE INDEX i ON ONLY p ((1 / x));
                ALTER INDEX i ATTACH PARTITION i1;
                """,
            "index shop.p.i",
            "index shop.p1.i1")
        .ignores(parent + parts + "CREATE INDEX i ON p (x);")
        .ignores(parent + "CREATE INDEX i ON ONLY p (x);")
        .ignores(A + "CREATE INDEX i_ccnew ON a (x);")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> duplicate() {
    return new FindingTable("duplicate-index")
        .finds(A + "CREATE INDEX i ON a (x);\nCREATE INDEX j ON a (x);", "index shop.a.j")
        .finds(
            A + "CREATE INDEX i ON a (x);\nCREATE INDEX j ON a (x);\nCREATE INDEX k ON a (x);",
            "index shop.a.j",
            "index shop.a.k")
        .finds(A + "CREATE INDEX i ON a (x);\nCREATE UNIQUE INDEX j ON a (x);", "index shop.a.i")
        .finds(
            A + "CREATE UNIQUE INDEX i ON a (x);\nCREATE UNIQUE INDEX j ON a (x);",
            "index shop.a.j")
        .finds(
            A + "ALTER TABLE a ADD PRIMARY KEY (x);\nCREATE UNIQUE INDEX a0 ON a (x);",
            "index shop.a.a0")
        .finds(
            A + "CREATE INDEX i ON a (x) INCLUDE (y);\nCREATE INDEX j ON a (x);", "index shop.a.j")
        .finds(
            A
                + "CREATE INDEX i ON a (lower(z)) WHERE x > 0;\n"
                + "CREATE INDEX j ON a (lower(z)) WHERE x > 0;",
            "index shop.a.j")
        .finds(
            A + "CREATE INDEX i ON a USING hash (x);\nCREATE INDEX j ON a USING hash (x);",
            "index shop.a.j")
        .finds(
            """
            CREATE TABLE p (x integer) PARTITION BY RANGE (x);
            CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);
            CREATE INDEX i ON p (x);
            CREATE INDEX j ON p (x);
            """,
            "index shop.p.j")
        .finds(
            """
            CREATE TABLE p (x integer) PARTITION BY RANGE (x);
            CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);
            CREATE INDEX a_first ON p1 (x) INCLUDE (x);
            CREATE INDEX i ON p (x);
            CREATE INDEX j ON p1 (x);
            """,
            "index shop.p1.a_first",
            "index shop.p1.j")
        .finds(
            """
            CREATE MATERIALIZED VIEW m AS SELECT 1 AS x;
            CREATE INDEX i ON m (x);
            CREATE INDEX j ON m (x);
            """,
            "index shop.m.j")
        .ignores(A + "CREATE INDEX i ON a (x);\nCREATE INDEX j ON a (x DESC);")
        .ignores(A + "CREATE INDEX i ON a (x);\nCREATE INDEX j ON a (x NULLS FIRST);")
        .ignores(A + "CREATE INDEX i ON a (x);\nCREATE INDEX j ON a USING hash (x);")
        .ignores(A + "CREATE INDEX i ON a (x);\nCREATE INDEX j ON a (x) WHERE y > 0;")
        .ignores(A + "CREATE INDEX i ON a (z);\nCREATE INDEX j ON a (z text_pattern_ops);")
        .ignores(A + "CREATE INDEX i ON a (z);\nCREATE INDEX j ON a (z COLLATE \"C\");")
        .ignores(A + "CREATE INDEX i ON a (x) INCLUDE (y);\nCREATE INDEX j ON a (x) INCLUDE (z);")
        .ignores(A + "ALTER TABLE a ADD CONSTRAINT i UNIQUE (x), ADD CONSTRAINT j UNIQUE (x);")
        // A deferrable constraint refuses later than a unique index does.
        .ignores(
            A
                + "ALTER TABLE a ADD CONSTRAINT i UNIQUE (x) DEFERRABLE;\nCREATE UNIQUE INDEX j ON a (x);")
        // The foreign key relies on the unique index, which cannot be dropped; the other one can.
        .finds(
            A
                + """
                CREATE UNIQUE INDEX j ON a (x);
                CREATE TABLE b (x integer REFERENCES a (x));
                CREATE UNIQUE INDEX i ON a (x);
                """,
            "index shop.a.i")
        .finds(
            A
                + """
                ALTER TABLE a ALTER x SET NOT NULL;
                CREATE UNIQUE INDEX j ON a (x);
                ALTER TABLE a REPLICA IDENTITY USING INDEX j;
                CREATE UNIQUE INDEX i ON a (x);
                """,
            "index shop.a.i")
        .ignores(
            A
                + """
                CREATE INDEX i ON a (x);
                CREATE INDEX j ON a (x);
                UPDATE pg_catalog.pg_index SET indisvalid = false WHERE indexrelid = 'i'::regclass;
                """)
        .ignoresSince(
            15,
            A
                + "CREATE UNIQUE INDEX i ON a (x);\nCREATE UNIQUE INDEX j ON a (x) NULLS NOT DISTINCT;")
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> redundant() {
    return new FindingTable("redundant-index")
        .finds(A + "CREATE INDEX i ON a (x);\nCREATE INDEX j ON a (x, y);", "index shop.a.i")
        .finds(
            A
                + "CREATE INDEX i ON a (x);\nCREATE INDEX j ON a (x, y);\nCREATE INDEX k ON a (x, y, z);",
            "index shop.a.i",
            "index shop.a.j")
        .finds(A + "CREATE INDEX i ON a (x);\nCREATE UNIQUE INDEX j ON a (x, y);", "index shop.a.i")
        .finds(
            A + "CREATE INDEX i ON a (x) INCLUDE (y);\nCREATE INDEX j ON a (x, y);",
            "index shop.a.i")
        .finds(
            A + "ALTER TABLE a ADD PRIMARY KEY (x, y);\nCREATE INDEX i ON a (x);", "index shop.a.i")
        .ignores(A + "CREATE INDEX i ON a (y);\nCREATE INDEX j ON a (x, y);")
        .ignores(A + "CREATE UNIQUE INDEX i ON a (x);\nCREATE INDEX j ON a (x, y);")
        .ignores(A + "ALTER TABLE a ADD UNIQUE (x);\nCREATE INDEX j ON a (x, y);")
        .ignores(A + "CREATE INDEX i ON a (x) INCLUDE (z);\nCREATE INDEX j ON a (x, y);")
        .ignores(A + "CREATE INDEX i ON a (x);\nCREATE INDEX j ON a (x, y) WHERE z = 'a';")
        .ignores(A + "CREATE INDEX i ON a (x DESC);\nCREATE INDEX j ON a (x, y);")
        .ignores(A + "CREATE INDEX i ON a USING brin (x);\nCREATE INDEX j ON a USING brin (x, y);")
        .ignores(A + "CREATE INDEX i ON a (x);\nCREATE INDEX j ON a (x, y);\nCLUSTER a USING i;")
        .tests();
  }
}
