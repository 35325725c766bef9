package dev.waymark.migration.script;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.List;
import org.junit.jupiter.api.Test;

/** Scripts that would take minutes or all memory if they were understood word by word. */
class LargeScriptsTest {
  @Test
  void manyRows() {
    String script =
        "ALTER TYPE e ADD VALUE 'b';\nINSERT INTO t VALUES (0)"
            + ", (1, 'it''s', now())".repeat(100_000)
            + ";\nVACUUM;";

    ScriptReview review = ScriptReview.of(script);

    assertEquals(3, review.statements().size());
    assertEquals(3, review.objections().get(0).line());
  }

  @Test
  void deepParentheses() {
    String script = "SELECT 1; CREATE VIEW v AS SELECT " + "(".repeat(50_000) + ")".repeat(50_000);

    ScriptReview review = ScriptReview.of(script);

    assertEquals(
        List.of(StatementKind.ORDINARY, StatementKind.UNKNOWN),
        review.statements().stream().map(Statement::kind).toList());
  }
}
