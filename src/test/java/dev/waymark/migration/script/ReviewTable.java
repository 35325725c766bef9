package dev.waymark.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.function.Executable;

/**
 * A table of tests for one rule: a script, and on which lines the rule objects to it. Where it says
 * so, PostgreSQL is asked too: what is objected to fails, and what is not runs.
 */
final class ReviewTable {
  private static final String NO_ACTIVE_TRANSACTION_ALLOWED = "25001";

  private final Objection.Code code;
  private final String given;
  private final List<DynamicTest> tests = new ArrayList<>();

  /**
   * @param given what is in the database before each script
   */
  ReviewTable(Objection.Code code, String given) {
    this.code = code;
    this.given = given;
  }

  ReviewTable(Objection.Code code) {
    this(code, "SELECT 1");
  }

  /** The rule objects on exactly these lines, for each of them once. */
  ReviewTable objects(String script, Integer... lines) {
    return row("line " + List.of(lines), script, () -> review(script, lines));
  }

  /** The same, and in a transaction PostgreSQL says that it would need none. */
  ReviewTable objectsAndFails(String script, Integer... lines) {
    return objectsAndFailsWith(NO_ACTIVE_TRANSACTION_ALLOWED, script, lines);
  }

  /** The same, and in a transaction PostgreSQL refuses it with this SQLSTATE. */
  ReviewTable objectsAndFailsWith(String sqlState, String script, Integer... lines) {
    return row(
        "line " + List.of(lines),
        script,
        () -> {
          ScriptReview review = review(script, lines);
          ScriptDatabase database = database();
          SQLException refused =
              assertThrows(SQLException.class, () -> database.inTransaction(review));
          assertEquals(sqlState, refused.getSQLState(), refused::getMessage);
        });
  }

  /** The same, and a transaction in which it ran cannot take all of it back. */
  ReviewTable objectsAndCommits(String script, Integer... lines) {
    return row(
        "line " + List.of(lines),
        script,
        () -> assertTrue(database().tablesLeftByRollback(review(script, lines)) > 0));
  }

  /** It looks like it and is not. */
  ReviewTable accepts(String script) {
    return row("nothing", script, () -> review(script));
  }

  /** The same, and it runs in the mode that the review chooses, on this version and newer. */
  ReviewTable acceptsAndRunsSince(int major, String script) {
    return row(
        "nothing",
        script,
        () -> {
          ScriptReview review = review(script);
          ScriptDatabase database = database();
          assumeTrue(database.majorVersion() >= major, "needs PostgreSQL " + major);
          if (review.mode() == ExecutionMode.OUTSIDE_TRANSACTION) {
            database.outsideTransaction(review);
          } else {
            database.inTransaction(review);
          }
        });
  }

  ReviewTable acceptsAndRuns(String script) {
    return acceptsAndRunsSince(0, script);
  }

  Stream<DynamicTest> tests() {
    return tests.stream();
  }

  private ReviewTable row(String expected, String script, Executable test) {
    tests.add(DynamicTest.dynamicTest(expected + " in " + script, test));
    return this;
  }

  private ScriptDatabase database() throws SQLException {
    ScriptDatabase database = ScriptDatabase.empty();
    database.given(given);
    return database;
  }

  private ScriptReview review(String script, Integer... lines) {
    ScriptReview review = ScriptReview.of(script);
    List<Objection> found =
        review.objections().stream().filter(objection -> objection.code() == code).toList();
    assertEquals(
        List.of(lines),
        found.stream().map(Objection::line).toList(),
        review.objections()::toString);
    for (Objection objection : found) {
      assertFalse(objection.detail().isBlank());
      assertFalse(objection.hint().isBlank());
    }
    return review;
  }
}
