package dev.waymark.migration.script;

import java.util.Collections;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What a script will do and what in it cannot go well, known before its first statement runs.
 *
 * @param statements its statements in order
 * @param mode how it is to be executed
 * @param objections why it cannot go well, by line; empty if nothing is known against it
 * @param changes what it changes concurrently, which no transaction rolls back
 * @param settings what its directives set, by name, with values as PostgreSQL takes them
 * @param transactions what its own BEGIN, COMMIT and ROLLBACK make of it
 * @param acceptances what somebody has decided about its hazards, by line
 */
public record ScriptReview(
    List<Statement> statements,
    ExecutionMode mode,
    List<Objection> objections,
    List<ConcurrentChange> changes,
    Map<String, String> settings,
    OwnTransactions transactions,
    List<HazardAcceptance> acceptances) {

  private static final List<ScriptRule> RULES =
      List.of(
          new Directives(),
          new PsqlMetaCommands(),
          new DownPart(),
          new OpenComment(),
          new LosesLock(),
          new LosesConnection(),
          new TransactionControl(),
          new NeedsOwnScript(),
          new EnumLabelTooEarly());

  public ScriptReview {
    statements = List.copyOf(statements);
    objections = List.copyOf(objections);
    changes = List.copyOf(changes);
    acceptances = List.copyOf(acceptances);
    settings = Collections.unmodifiableMap(new LinkedHashMap<>(settings));
  }

  /**
   * Reviews a script, its placeholders replaced, of which its owner did not say how to execute it.
   */
  public static ScriptReview of(String text) {
    return of(text, ExecutionMode.UNDECIDED);
  }

  /**
   * Reviews a script, its placeholders replaced.
   *
   * @param declared how its owner wants it executed, which wins over what the statements need
   */
  public static ScriptReview of(String text, ExecutionMode declared) {
    ParsedScript script = ParsedScript.of(text, declared);
    return new ScriptReview(
        script.statements().stream().map(ParsedStatement::statement).toList(),
        script.mode(),
        RULES.stream()
            .flatMap(rule -> rule.check(script))
            .sorted(Comparator.comparingInt(Objection::line))
            .toList(),
        script.statements().stream()
            .flatMap(statement -> ConcurrentChanges.of(statement).stream())
            .toList(),
        Directives.settings(script),
        script.transactions().own(),
        Directives.acceptances(script));
  }
}
