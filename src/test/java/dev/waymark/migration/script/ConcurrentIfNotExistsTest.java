package dev.waymark.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.sql.SQLException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class ConcurrentIfNotExistsTest {

  @TestFactory
  Stream<DynamicTest> takesABadIndexForAGoodOne() {
    return new ReviewTable(Objection.Code.CONCURRENT_IF_NOT_EXISTS, "CREATE TABLE t (a int)")
        .objects("CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a);", 1)
        .objects(
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a);\n"
                + "CREATE UNIQUE INDEX CONCURRENTLY\n  IF NOT EXISTS \"J\" ON s.t (a);",
            1,
            3)
        .acceptsAndRuns("CREATE INDEX IF NOT EXISTS i ON t (a);")
        .acceptsAndRuns("CREATE INDEX CONCURRENTLY i ON t (a);")
        .acceptsAndRuns("DROP INDEX CONCURRENTLY IF EXISTS i;")
        .acceptsAndRuns("CREATE TABLE IF NOT EXISTS t ();")
        .tests();
  }

  @Test
  void theHintIsTheStatementWithoutIt() {
    String script =
        "/* 🎉 */ CREATE UNIQUE INDEX /* 🎉 */ CONCURRENTLY IF NOT EXISTS \"I\"\n ON s.t (a) WHERE a > 0;";

    Objection objection = ScriptReview.of(script).objections().get(0);

    assertEquals(
        "Leave it out: CREATE UNIQUE INDEX /* 🎉 */ CONCURRENTLY \"I\" ON s.t (a) WHERE a > 0;",
        objection.hint());
  }

  @Test
  void whoDeclaresTheModeByHandIsNotAskedAgain() {
    ScriptReview review =
        ScriptReview.of(
            "CREATE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a);",
            ExecutionMode.OUTSIDE_TRANSACTION);

    assertEquals(List.of(), review.objections());
  }

  /** What makes it worth an objection. */
  @Test
  void postgresTakesAnInvalidIndexForTheOneToBuild() throws Exception {
    ScriptDatabase database = ScriptDatabase.empty();
    database.given("CREATE TABLE t (a int); INSERT INTO t VALUES (1), (1)");
    ScriptReview failing = ScriptReview.of("CREATE UNIQUE INDEX CONCURRENTLY i ON t (a)");
    assertThrows(SQLException.class, () -> database.outsideTransaction(failing));

    database.outsideTransaction(
        ScriptReview.of("CREATE UNIQUE INDEX CONCURRENTLY IF NOT EXISTS i ON t (a)"));

    try (var connection = database.connect();
        var statement = connection.createStatement();
        var row =
            statement.executeQuery(
                "SELECT indisvalid FROM pg_index WHERE indexrelid = 'public.i'::regclass")) {
      row.next();
      assertFalse(row.getBoolean(1));
    }
  }
}
