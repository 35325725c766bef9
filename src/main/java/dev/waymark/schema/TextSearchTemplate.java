package dev.waymark.schema;

/**
 * The functions that dictionaries are made of.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createtstemplate.html">PostgreSQL's
 * documentation</a>.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param init qualified function; null without one
 * @param lexize qualified function
 * @param comment null without one
 */
public record TextSearchTemplate(
    String namespace, String name, String init, String lexize, String comment)
    implements SchemaObject {
  @Override
  public Kind kind() {
    return Kind.TEXT_SEARCH_TEMPLATE;
  }
}
