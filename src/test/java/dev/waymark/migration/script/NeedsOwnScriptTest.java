package dev.waymark.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class NeedsOwnScriptTest {
  private static final String GIVEN =
      """
      CREATE TABLE t (id int PRIMARY KEY, a int);
      CREATE TABLE p (id int) PARTITION BY RANGE (id);
      CREATE TABLE p1 PARTITION OF p FOR VALUES FROM (0) TO (9);
      CREATE PROCEDURE q() LANGUAGE plpgsql AS $$ BEGIN COMMIT; END $$;
      """;

  @TestFactory
  Stream<DynamicTest> besideOtherStatements() {
    return new ReviewTable(Objection.Code.NEEDS_OWN_SCRIPT, GIVEN)
        .objectsAndFails("CREATE TABLE b (a int);\nCREATE INDEX CONCURRENTLY i ON b (a);", 2)
        .objectsAndFails("COMMENT ON TABLE t IS '';\nREINDEX TABLE CONCURRENTLY t;", 2)
        .objectsAndFails("ALTER TABLE p DETACH PARTITION p1 CONCURRENTLY;\nDROP TABLE p1;", 1)
        .objectsAndFails("UPDATE t SET a = 1;\nVACUUM t;", 2)
        .objectsAndFailsWith(
            "2D000", "CREATE TABLE b ();\n\nDO $$ BEGIN UPDATE t SET a = 1; COMMIT; END $$;", 3)
        .objectsAndFails(
            "CREATE TABLE b (a int);\nCREATE INDEX CONCURRENTLY i ON b (a);\nVACUUM b;", 2)
        // It is told even beside what the grammar does not know.
        .objects("CREATE TABLE b (a int);\nVACUUM t;\nSOMETHING NEW;", 2)
        .objects("SET LOCAL lock_timeout = '2s';\nCREATE INDEX CONCURRENTLY i ON t (a);", 2)
        .objects("SAVEPOINT a;\nVACUUM t;", 2)
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> alone() {
    return new ReviewTable(Objection.Code.NEEDS_OWN_SCRIPT, GIVEN)
        .acceptsAndRuns("CREATE INDEX CONCURRENTLY i ON t (a);")
        .acceptsAndRuns(
            "DROP INDEX CONCURRENTLY IF EXISTS i;\nCREATE INDEX CONCURRENTLY i ON t (a);")
        .acceptsAndRuns(
            "SET lock_timeout = '2s';\nCREATE INDEX CONCURRENTLY i ON t (a);\nRESET lock_timeout;")
        .acceptsAndRuns("CREATE TABLE b (a int);\nCREATE INDEX i ON b (a);")
        .acceptsAndRuns(
            "CREATE TABLE b (a text DEFAULT 'VACUUM');\n-- VACUUM t;\n/* ; VACUUM t; */")
        .accepts("SOMETHING NEW;\nVACUUM t;")
        .accepts("CALL q();\nVACUUM t;")
        .tests();
  }

  @Test
  void theHintShowsTheStatementAsItCanStandAlone() {
    String script =
        """
        CREATE TABLE b (a int);
        CREATE INDEX CONCURRENTLY IF NOT EXISTS i
          ON b (a);
        """;

    Objection objection = ScriptReview.of(script).objections().get(0);

    assertEquals("needs-own-script", objection.code().code());
    assertEquals(
        "CREATE INDEX CONCURRENTLY cannot run in a transaction, and CREATE TABLE on line 1 should"
            + " run in one.",
        objection.detail());
    assertEquals(
        "Put it into a script of its own: CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON b (a);",
        objection.hint());
  }

  @Test
  void whatTheOwnerDeclaresWins() {
    String script = "CREATE TABLE b (a int);\nCREATE INDEX CONCURRENTLY i ON b (a);";

    ScriptReview review = ScriptReview.of(script, ExecutionMode.OUTSIDE_TRANSACTION);

    assertEquals(0, review.objections().size(), review.objections()::toString);
    assertEquals(ExecutionMode.OUTSIDE_TRANSACTION, review.mode());
  }
}
