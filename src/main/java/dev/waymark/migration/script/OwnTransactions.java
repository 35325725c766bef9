package dev.waymark.migration.script;

import dev.waymark.migration.script.ControlStatement.Act;
import java.util.Optional;

/** What a script's own {@code BEGIN}, {@code COMMIT} and {@code ROLLBACK} make of it. */
public enum OwnTransactions {
  /** It has none. */
  NONE,
  /**
   * One pair around everything, or half of one: what Waymark does anyway. The script runs in one
   * transaction with its row in the history, and the pair is left out.
   */
  AROUND,
  /**
   * Some in between: what stands up to a {@code COMMIT} is one transaction, as with Flyway, and
   * what follows the last one another.
   */
  BETWEEN;

  /** Whether a statement begins or ends a transaction. */
  public static boolean isControl(String statement) {
    return control(statement).isPresent();
  }

  /** Whether a statement commits the transaction it is in. */
  public static boolean commits(String statement) {
    return control(statement).filter(control -> control.act() == Act.COMMITS).isPresent();
  }

  private static Optional<ControlStatement> control(String text) {
    SplitScript split = SplitScript.of(text);
    return split.statements().size() == 1
        ? Optional.of(new ParsedStatement(split.statements().get(0)))
            .filter(parsed -> ControlStatement.mayBe(parsed.source()))
            .filter(parsed -> parsed.kind() == StatementKind.TRANSACTION_CONTROL)
            .map(ControlStatement::of)
        : Optional.empty();
  }
}
