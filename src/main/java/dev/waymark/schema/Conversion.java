package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * A conversion between two encodings.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createconversion.html">PostgreSQL's
 * documentation</a>.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param from such as {@code LATIN1}
 * @param to such as {@code UTF8}
 * @param function qualified
 * @param defaultForEncodings true when the server converts with it by itself
 * @param owner the role that owns it
 * @param comment null without one
 */
public record Conversion(
    String namespace,
    String name,
    String from,
    String to,
    String function,
    @JsonProperty("default") boolean defaultForEncodings,
    String owner,
    String comment)
    implements SchemaObject {
  @Override
  public Kind kind() {
    return Kind.CONVERSION;
  }
}
