package dev.waymark.migration.script;

import java.util.List;
import java.util.stream.Stream;

/**
 * A script as the rules look at it.
 *
 * @param split the script, taken apart
 * @param statements its statements
 * @param declared how its owner said it must be executed
 */
record ParsedScript(SplitScript split, List<ParsedStatement> statements, ExecutionMode declared) {

  static ParsedScript of(String text, ExecutionMode declared) {
    SplitScript split = SplitScript.of(text);
    return new ParsedScript(
        split, split.statements().stream().map(ParsedStatement::new).toList(), declared);
  }

  /** Its statements of any of the kinds. */
  Stream<ParsedStatement> are(StatementKind... kinds) {
    List<StatementKind> wanted = List.of(kinds);
    return statements.stream().filter(statement -> wanted.contains(statement.kind()));
  }

  boolean has(StatementKind... kinds) {
    return are(kinds).findAny().isPresent();
  }

  /** Whether each statement runs by itself because its owner said so. */
  boolean isDeclaredOutside() {
    return declared == ExecutionMode.OUTSIDE_TRANSACTION;
  }

  /** What its own BEGIN, COMMIT and ROLLBACK make of it. */
  ScriptTransactions transactions() {
    return ScriptTransactions.of(this);
  }

  /** What its owner said, or else what the statements need. */
  ExecutionMode mode() {
    if (transactions().own() == OwnTransactions.BETWEEN) {
      // Whatever was declared, it is not one transaction.
      return ExecutionMode.OUTSIDE_TRANSACTION;
    }
    if (declared != ExecutionMode.UNDECIDED) {
      return declared;
    }
    boolean unsure = has(StatementKind.UNKNOWN, StatementKind.UNDECIDABLE);
    if (unsure || statements.isEmpty()) {
      return ExecutionMode.UNDECIDED;
    }
    if (!has(StatementKind.NON_TRANSACTIONAL)) {
      return ExecutionMode.IN_TRANSACTION;
    }
    return has(StatementKind.ORDINARY, StatementKind.TRANSACTIONAL)
        ? ExecutionMode.UNDECIDED
        : ExecutionMode.OUTSIDE_TRANSACTION;
  }
}
