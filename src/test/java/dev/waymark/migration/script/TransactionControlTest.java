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
        .objects("CREATE TABLE a ();\nROLLBACK;", 2)
        .objects("BEGIN;\nCREATE TABLE a ();\nROLLBACK;\nCREATE TABLE b ();", 3)
        .objects("CREATE TABLE a ();\n/* back */ ABORT;", 2)
        .objects("CREATE TABLE a ();\nrollback and chain;\nROLLBACK;", 2)
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

  @TestFactory
  Stream<DynamicTest> isWhatFlywayDoesToo() {
    return Stream.concat(
        Stream.of(
                "BEGIN; CREATE TABLE a (); COMMIT",
                "begin work; CREATE TABLE a (); end transaction",
                "START TRANSACTION; CREATE TABLE a (); SAVEPOINT s; ROLLBACK TO s; END WORK",
                "SET lock_timeout = '1s'; BEGIN; CREATE TABLE a (); COMMIT; RESET lock_timeout",
                "CREATE TABLE a (); COMMIT AND NO CHAIN",
                "BEGIN; CREATE TABLE a ()",
                "BEGIN; BEGIN; CREATE TABLE a (); COMMIT")
            .map(script -> is(script, OwnTransactions.AROUND, ExecutionMode.IN_TRANSACTION)),
        Stream.of(
                "CREATE TABLE a (); COMMIT; CREATE TABLE b ()",
                "BEGIN; CREATE TABLE a (); COMMIT; BEGIN; CREATE TABLE b (); COMMIT",
                "CREATE TABLE a (); commit and chain",
                "START TRANSACTION ISOLATION LEVEL SERIALIZABLE; CREATE TABLE a (); COMMIT",
                "BEGIN; SET TRANSACTION ISOLATION LEVEL REPEATABLE READ; CREATE TABLE a (); END",
                "COMMIT; ROLLBACK; CREATE TABLE a ()")
            .map(script -> is(script, OwnTransactions.BETWEEN, ExecutionMode.OUTSIDE_TRANSACTION)));
  }

  private static DynamicTest is(String script, OwnTransactions own, ExecutionMode mode) {
    return DynamicTest.dynamicTest(
        script,
        () -> {
          ScriptReview review = ScriptReview.of(script);

          assertEquals(List.of(), review.objections());
          assertEquals(own, review.transactions());
          assertEquals(mode, review.mode());
        });
  }

  @Test
  void whatFollowsCopiedRowsIsReadOn() {
    var script = "COPY t FROM stdin;\n1\t'\n\\.\nCREATE TABLE a ();\nROLLBACK;";

    ScriptReview review = ScriptReview.of(script);

    assertEquals(
        List.of("COPY", "CREATE TABLE", "ROLLBACK"),
        review.statements().stream().map(Statement::command).toList());
    assertEquals(5, review.objections().get(0).line());
  }

  @Test
  void aScriptThatIsDeclaredToRunOutsideATransactionMayBeginOne() {
    ScriptReview review =
        ScriptReview.of("BEGIN;\nCREATE TABLE a ();\nCOMMIT;", ExecutionMode.OUTSIDE_TRANSACTION);

    assertEquals(List.of(), review.objections());
  }

  @Test
  void aScriptThatIsDeclaredSoMustEndWhatIsBegun() {
    ScriptReview review =
        ScriptReview.of(
            "BEGIN;\nCREATE TABLE a ();\nCOMMIT;\nBEGIN;\nCREATE TABLE b ();",
            ExecutionMode.OUTSIDE_TRANSACTION);

    assertEquals(4, review.objections().get(0).line());
  }
}
