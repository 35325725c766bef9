package dev.waymark.migration.script;

import static dev.waymark.migration.script.StatementKind.SETTING;
import static dev.waymark.migration.script.StatementKind.TRANSACTION_CONTROL;

import dev.waymark.migration.script.ControlStatement.Act;
import java.util.Optional;

/**
 * Follows a script through its own transactions.
 *
 * @param own what they make of it
 * @param rolledBack the first statement that takes work back; empty if there is none
 * @param twoPhase the first statement of a two-phase commit; empty if there is none
 * @param leftOpen the statement that begins a transaction which nothing ends; empty if there is
 *     none
 */
record ScriptTransactions(
    OwnTransactions own,
    Optional<ParsedStatement> rolledBack,
    Optional<ParsedStatement> twoPhase,
    Optional<ParsedStatement> leftOpen) {

  static ScriptTransactions of(ParsedScript script) {
    return new Reading(script).read();
  }

  private static final class Reading {
    private final ParsedScript script;
    private ParsedStatement rolledBack;
    private ParsedStatement twoPhase;
    private ParsedStatement open;
    private boolean any;
    private boolean between;
    private boolean began;
    private boolean committed;
    private boolean work;

    Reading(ParsedScript script) {
      this.script = script;
    }

    ScriptTransactions read() {
      for (ParsedStatement statement : script.statements()) {
        if (statement.kind() == TRANSACTION_CONTROL) {
          any = true;
          control(statement, ControlStatement.of(statement));
        } else if (statement.kind() != SETTING) {
          between |= committed || ofTransaction(statement);
          work = true;
        }
      }
      return new ScriptTransactions(
          own(),
          Optional.ofNullable(rolledBack),
          Optional.ofNullable(twoPhase),
          Optional.ofNullable(open));
    }

    private OwnTransactions own() {
      if (!any || script.isDeclaredOutside()) {
        // Each statement is executed by itself, BEGIN and COMMIT as well.
        return OwnTransactions.NONE;
      }
      return between ? OwnTransactions.BETWEEN : OwnTransactions.AROUND;
    }

    private void control(ParsedStatement statement, ControlStatement control) {
      // BEGIN within a transaction only warns.
      between |= committed || !control.plain() || control.act() == Act.ROLLS_BACK;
      switch (control.act()) {
        case BEGINS -> {
          began = true;
          open = open == null ? statement : open;
        }
        case COMMITS -> {
          committed = true;
          work = false;
          open = control.plain() ? null : statement;
        }
        case ROLLS_BACK -> {
          rolledBack = work && rolledBack == null ? statement : rolledBack;
          work = false;
          open = control.plain() ? null : statement;
        }
        case TWO_PHASE -> {
          twoPhase = twoPhase == null ? statement : twoPhase;
          open = null;
        }
      }
    }

    /** {@code SET TRANSACTION} must be the first of its transaction, where it is the script's. */
    private boolean ofTransaction(ParsedStatement statement) {
      return began && statement.command().equals("SET TRANSACTION");
    }
  }
}
