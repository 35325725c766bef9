package dev.waymark.schema;

/**
 * How tables or indexes are stored.
 *
 * <p>See <a
 * href="https://www.postgresql.org/docs/current/sql-create-access-method.html">PostgreSQL's
 * documentation</a>.
 *
 * @param name as stored
 * @param type {@code table} or {@code index}
 * @param handler qualified function
 * @param comment null without one
 */
public record AccessMethod(String name, String type, String handler, String comment)
    implements SchemaObject {
  @Override
  public Kind kind() {
    return Kind.ACCESS_METHOD;
  }
}
