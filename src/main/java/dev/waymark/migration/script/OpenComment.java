package dev.waymark.migration.script;

import java.util.stream.Stream;

/**
 * A comment that is never closed, with statements in what it takes in: Flyway executes what stands
 * before it, or nothing at all, and the history says that the script was applied. PostgreSQL's
 * comments nest, so one that ends for every other tool may not end for PostgreSQL.
 */
final class OpenComment implements ScriptRule {
  @Override
  public Stream<Objection> check(ParsedScript script) {
    return script.split().openComments().stream()
        .filter(comment -> comment.text().indexOf(';') >= 0)
        .map(
            comment ->
                new Objection(
                    Objection.Code.OPEN_COMMENT,
                    comment.number(),
                    "the comment that begins there is never closed, and what follows it would be left"
                        + " out without a word.",
                    "Close it with */: one for each /*, since PostgreSQL's comments nest."));
  }
}
