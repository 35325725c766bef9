package dev.waymark.migration.script;

import java.util.stream.Stream;

/**
 * A script of whose own transactions the history would record a lie: what it rolled back, or left
 * open or prepared, would be recorded as applied. All other {@code BEGIN} and {@code COMMIT} is
 * executed as Flyway does, and savepoints are fine.
 */
final class TransactionControl implements ScriptRule {
  @Override
  public Stream<Objection> check(ParsedScript script) {
    if (!script.has(StatementKind.TRANSACTION_CONTROL)) {
      return Stream.empty();
    }
    ScriptTransactions transactions = script.transactions();
    if (script.isDeclaredOutside()) {
      return transactions.leftOpen().stream().map(TransactionControl::leftOpen);
    }
    return Stream.concat(
            transactions.rolledBack().stream().map(TransactionControl::rolledBack),
            transactions.twoPhase().stream().map(TransactionControl::twoPhase))
        .limit(1);
  }

  private static Objection rolledBack(ParsedStatement statement) {
    return objection(
        statement,
        "%s takes back what stands before it, and the history would say that it was applied."
            .formatted(statement.command()),
        "Leave out what is taken back, and the %s with it; ROLLBACK TO a savepoint is fine."
            .formatted(statement.command()));
  }

  private static Objection twoPhase(ParsedStatement statement) {
    return objection(
        statement,
        "%s leaves the end of a transaction to somebody else, and the history would say that it"
                .formatted(statement.command())
            + " was applied.",
        "Leave it out: the script is committed with its row in the history.");
  }

  private static Objection leftOpen(ParsedStatement statement) {
    return objection(
        statement,
        "%s begins a transaction that nothing ends: its row in the history would be lost with it."
            .formatted(statement.command()),
        "Put COMMIT at its end, or leave %s out.".formatted(statement.command()));
  }

  private static Objection objection(ParsedStatement statement, String detail, String hint) {
    return new Objection(Objection.Code.TRANSACTION_CONTROL, statement.line(), detail, hint);
  }
}
