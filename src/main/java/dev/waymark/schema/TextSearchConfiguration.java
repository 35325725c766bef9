package dev.waymark.schema;

import java.util.List;

/**
 * A parser and, for each type of its tokens, dictionaries.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createtsconfig.html">PostgreSQL's
 * documentation</a>.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param parser qualified
 * @param mappings by the name of the type of token
 * @param owner the role that owns it
 * @param comment null without one
 */
public record TextSearchConfiguration(
    String namespace,
    String name,
    String parser,
    List<TextSearchMapping> mappings,
    String owner,
    String comment)
    implements SchemaObject {
  public TextSearchConfiguration {
    mappings = Lists.copy(mappings);
  }

  @Override
  public Kind kind() {
    return Kind.TEXT_SEARCH_CONFIGURATION;
  }
}
