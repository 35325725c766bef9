package dev.waymark.migration.script;

import java.util.stream.Stream;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLParser.If_not_existsContext;

/**
 * {@code CREATE INDEX CONCURRENTLY IF NOT EXISTS}. An interrupted build leaves an invalid index
 * that no query uses; the next run takes it for the index it was to build, and reports success.
 */
final class ConcurrentIfNotExists implements ScriptRule {
  private static final int LONGEST = 300;

  @Override
  public Stream<Objection> check(ParsedScript script) {
    // Who says by hand how such a script is executed has taken it into their own hands.
    return script.isDeclaredOutside() ? Stream.empty() : objections(script);
  }

  private static Stream<Objection> objections(ParsedScript script) {
    return script
        .are(StatementKind.NON_TRANSACTIONAL)
        .flatMap(
            statement ->
                ConcurrentChanges.created(statement)
                    .map(index -> index.if_not_exists())
                    .map(condition -> objection(statement, condition))
                    .stream());
  }

  private static Objection objection(ParsedStatement statement, If_not_existsContext condition) {
    return new Objection(
        Objection.Code.CONCURRENT_IF_NOT_EXISTS,
        condition.start.getLine(),
        "IF NOT EXISTS takes the invalid index that an interrupted concurrent build leaves behind"
            + " for a good one.",
        "Leave it out: " + without(statement));
  }

  /** The statement in one line, without {@code IF NOT EXISTS} where that is no help. */
  static String without(ParsedStatement statement) {
    String text = statement.source().text();
    String line =
        ConcurrentChanges.created(statement)
            .map(index -> index.if_not_exists())
            .map(condition -> without(text, condition))
            .orElse(text)
            .replaceAll("\\s+", " ");
    return line.length() <= LONGEST ? line + ";" : line.substring(0, LONGEST) + " ...";
  }

  private static String without(String text, If_not_existsContext condition) {
    // The lexer counts characters, of which a string may need two places for one.
    int from = text.offsetByCodePoints(0, condition.start.getStartIndex());
    int to = text.offsetByCodePoints(0, condition.stop.getStopIndex() + 1);
    return text.substring(0, from) + text.substring(to).stripLeading();
  }
}
