package dev.waymark.migration.script;

import java.util.stream.Stream;

/**
 * A script that begins or ends transactions. What it commits stays when it fails later, while the
 * history says that all of it was rolled back. Savepoints are fine.
 */
final class TransactionControl implements ScriptRule {
  @Override
  public Stream<Objection> check(ParsedScript script) {
    return script.isDeclaredOutside()
        ? Stream.empty()
        : script.are(StatementKind.TRANSACTION_CONTROL).limit(1).map(TransactionControl::objection);
  }

  private static Objection objection(ParsedStatement statement) {
    return new Objection(
        Objection.Code.TRANSACTION_CONTROL,
        statement.line(),
        "%s steps out of the transaction that the script runs in: what a script commits stays when it"
                .formatted(statement.command())
            + " fails later.",
        "Leave BEGIN, COMMIT and the like out; put what must be committed first into a script of"
            + " its own before this one.");
  }
}
