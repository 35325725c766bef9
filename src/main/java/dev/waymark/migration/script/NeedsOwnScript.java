package dev.waymark.migration.script;

import static dev.waymark.migration.script.StatementKind.NON_TRANSACTIONAL;
import static dev.waymark.migration.script.StatementKind.ORDINARY;
import static dev.waymark.migration.script.StatementKind.TRANSACTIONAL;

import java.util.List;
import java.util.stream.Stream;

/**
 * A statement that PostgreSQL refuses in a transaction, beside others that would then run outside
 * of one too: failing halfway, the script could neither be repeated nor taken back. Settings of the
 * session are no such company, because to set them again changes nothing.
 */
final class NeedsOwnScript implements ScriptRule {
  private static final int LONGEST = 300;

  @Override
  public Stream<Objection> check(ParsedScript script) {
    List<ParsedStatement> alone = script.are(NON_TRANSACTIONAL).toList();
    List<ParsedStatement> others = script.are(ORDINARY, TRANSACTIONAL).toList();
    return alone.isEmpty() || others.isEmpty() || script.declared() != ExecutionMode.UNDECIDED
        ? Stream.empty()
        : Stream.of(objection(alone, others.get(0)));
  }

  private static String inOneLine(ParsedStatement statement) {
    String line = statement.source().text().replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line + ";" : line.substring(0, LONGEST) + " ...";
  }

  private static Objection objection(List<ParsedStatement> alone, ParsedStatement other) {
    ParsedStatement first = alone.get(0);
    return new Objection(
        Objection.Code.NEEDS_OWN_SCRIPT,
        first.line(),
        "%s%s cannot run in a transaction, and %s on line %d should run in one."
            .formatted(
                first.command(),
                alone.size() == 1 ? "" : ", with %d more,".formatted(alone.size() - 1),
                other.command(),
                other.line()),
        // The one company that is easily changed into a good one.
        other.command().equals("SET LOCAL")
            ? "Write SET instead of SET LOCAL, which does nothing outside a transaction."
            : "Put it into a script of its own: " + inOneLine(first));
  }
}
