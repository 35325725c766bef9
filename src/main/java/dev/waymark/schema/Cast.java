package dev.waymark.schema;

/**
 * A cast from one type to another.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createcast.html">PostgreSQL's
 * documentation</a>.
 *
 * @param name the two types, such as {@code text AS shop.mood}
 * @param method {@code function}, {@code binary} (WITHOUT FUNCTION) or {@code inout}
 * @param function qualified, with its arguments; null without one
 * @param context {@code explicit}, {@code assignment} or {@code implicit}
 * @param comment null without one
 */
public record Cast(String name, String method, String function, String context, String comment)
    implements SchemaObject {
  @Override
  public Kind kind() {
    return Kind.CAST;
  }
}
