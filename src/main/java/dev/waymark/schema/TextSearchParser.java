package dev.waymark.schema;

/**
 * What cuts a text into tokens.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createtsparser.html">PostgreSQL's
 * documentation</a>.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param start qualified function
 * @param getToken qualified function
 * @param end qualified function
 * @param lexTypes qualified function
 * @param headline qualified function; null without one
 * @param comment null without one
 */
public record TextSearchParser(
    String namespace,
    String name,
    String start,
    String getToken,
    String end,
    String lexTypes,
    String headline,
    String comment)
    implements SchemaObject {
  @Override
  public Kind kind() {
    return Kind.TEXT_SEARCH_PARSER;
  }
}
