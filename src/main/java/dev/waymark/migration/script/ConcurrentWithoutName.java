package dev.waymark.migration.script;

import java.util.stream.Stream;

/**
 * {@code CREATE INDEX CONCURRENTLY ON t (a)}. PostgreSQL names the index, and names the one of a
 * second attempt otherwise: nobody could tell what the first one left behind.
 */
final class ConcurrentWithoutName implements ScriptRule {

  @Override
  public Stream<Objection> check(ParsedScript script) {
    if (script.isDeclaredOutside()) {
      return Stream.empty();
    }
    return script
        .are(StatementKind.NON_TRANSACTIONAL)
        .filter(
            statement ->
                ConcurrentChanges.created(statement)
                    .filter(index -> index.name == null)
                    .isPresent())
        .map(
            statement ->
                new Objection(
                    Objection.Code.CONCURRENT_WITHOUT_NAME,
                    statement.line(),
                    "The index has no name: what an interrupted build leaves behind could not be"
                        + " told from an index of somebody else's.",
                    "Name it: CREATE INDEX CONCURRENTLY name_of_the_index ON ...;"));
  }
}
