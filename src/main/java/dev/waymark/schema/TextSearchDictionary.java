package dev.waymark.schema;

/**
 * What makes tokens into the words that are searched for.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createtsdictionary.html">PostgreSQL's
 * documentation</a>.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param template qualified
 * @param options as the server stores them; null without any
 * @param owner the role that owns it
 * @param comment null without one
 */
public record TextSearchDictionary(
    String namespace, String name, String template, String options, String owner, String comment)
    implements SchemaObject {
  @Override
  public Kind kind() {
    return Kind.TEXT_SEARCH_DICTIONARY;
  }
}
