package dev.waymark.schema;

/**
 * How a procedural language sees the values of a type.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createtransform.html">PostgreSQL's
 * documentation</a>.
 *
 * @param name type and language, such as {@code hstore LANGUAGE plperl}
 * @param fromSql qualified function with its arguments; null without one
 * @param toSql qualified function with its arguments; null without one
 * @param comment null without one
 */
public record Transform(String name, String fromSql, String toSql, String comment)
    implements SchemaObject {
  @Override
  public Kind kind() {
    return Kind.TRANSFORM;
  }
}
