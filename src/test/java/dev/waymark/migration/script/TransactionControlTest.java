package dev.waymark.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

class TransactionControlTest {

  @TestFactory
  Stream<DynamicTest> stepsOutOfTheTransaction() {
    return new ReviewTable(Objection.Code.TRANSACTION_CONTROL)
        .objectsAndCommits("BEGIN;\nCREATE TABLE a ();\nCOMMIT;", 1)
        .objectsAndCommits("CREATE TABLE a ();\nCOMMIT;\nCREATE TABLE b ();", 2)
        .objectsAndCommits("CREATE TABLE a ();\nEND WORK;", 2)
        .objectsAndCommits("CREATE TABLE a ();\ncommit and chain;", 2)
        .objects("START TRANSACTION ISOLATION LEVEL SERIALIZABLE;\nCREATE TABLE a ();", 1)
        .objects("begin transaction read only;", 1)
        .objects("CREATE TABLE a ();\nROLLBACK;", 2)
        .objects("CREATE TABLE a ();\n/* back */ ABORT;", 2)
        .objects("CREATE TABLE a ();\nPREPARE TRANSACTION 'x';", 2)
        .objects("ROLLBACK PREPARED 'x';", 1)
        .objects("COMMIT PREPARED 'x';", 1)
        .tests();
  }

  @TestFactory
  Stream<DynamicTest> onlyLooksLikeIt() {
    return new ReviewTable(
            Objection.Code.TRANSACTION_CONTROL, "CREATE TABLE t (a text, b text DEFAULT 'x')")
        .acceptsAndRuns("SAVEPOINT a;\nROLLBACK TO SAVEPOINT a;\nRELEASE SAVEPOINT a;")
        .acceptsAndRuns("INSERT INTO t VALUES ('; COMMIT;');")
        .acceptsAndRuns("INSERT INTO t VALUES (E'it\\'s; COMMIT; \\\\');")
        // PostgreSQL joins the two; the driver takes the second for no string of that kind.
        .accepts("INSERT INTO t VALUES (e'a'\n'\\'; COMMIT;');")
        .acceptsAndRuns("INSERT INTO t VALUES (U&'\\0041; COMMIT;', '\\');\nSELECT 'a'")
        .acceptsAndRuns("INSERT INTO t VALUES ($$; COMMIT; $$), ($a$; $b$ COMMIT; $a$);")
        .acceptsAndRuns("CREATE TABLE \"; COMMIT;\" (\"BEGIN\" int);")
        .acceptsAndRuns("-- COMMIT;\n/* COMMIT; /* nested */ ; COMMIT; */ CREATE TABLE a ();")
        .acceptsAndRuns("CREATE FUNCTION f() RETURNS void LANGUAGE plpgsql AS 'BEGIN NULL; END';")
        .acceptsAndRunsSince(
            14,
            "CREATE FUNCTION f() RETURNS int BEGIN ATOMIC\n SELECT CASE WHEN true THEN 1 END;\n"
                + " SELECT 2;\nEND;\nCREATE TABLE a ();")
        .acceptsAndRuns("CREATE TEMP TABLE a () ON COMMIT DROP;")
        .acceptsAndRuns("CREATE RULE r AS ON DELETE TO t DO ALSO (SELECT 1; SELECT 2);")
        .accepts("COPY t FROM stdin;\nCOMMIT;\n\\.\nCREATE TABLE a ();")
        .accepts("copy t (a, b) from stdin with (format csv);\nit's\nROLLBACK;\n\\.\n")
        .accepts("COPY t FROM STDIN;\nCOMMIT;")
        .accepts("SELECT 'never ends; COMMIT;")
        .accepts("SELECT $$never ends; COMMIT;")
        .accepts("/* never ends; COMMIT;")
        .accepts("SELECT E'never ends\\'; COMMIT;")
        .tests();
  }

  @Test
  void whatFollowsCopiedRowsIsReadOn() {
    var script = "COPY t FROM stdin;\n1\t'\n\\.\nCREATE TABLE a ();\nCOMMIT;";

    ScriptReview review = ScriptReview.of(script);

    assertEquals(
        List.of("COPY", "CREATE TABLE", "COMMIT"),
        review.statements().stream().map(Statement::command).toList());
    assertEquals(5, review.objections().get(0).line());
  }

  @Test
  void whoDeclaresTheScriptToRunOutsideATransactionMayBeginOne() {
    ScriptReview review =
        ScriptReview.of("BEGIN;\nCREATE TABLE a ();\nCOMMIT;", ExecutionMode.OUTSIDE_TRANSACTION);

    assertEquals(List.of(), review.objections());
  }
}
