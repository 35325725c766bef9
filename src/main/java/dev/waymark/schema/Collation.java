package dev.waymark.schema;

/**
 * How texts are compared and sorted.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createcollation.html">PostgreSQL's
 * documentation</a>.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param provider {@code libc}, {@code icu} or {@code builtin}
 * @param locale the locale; for libc that of the order (LC_COLLATE)
 * @param characterType LC_CTYPE where that is another one; null otherwise
 * @param rules for ICU, what is added to the locale (PostgreSQL 16); null without
 * @param deterministic false when different bytes can be equal
 * @param owner the role that owns it
 * @param comment null without one
 */
public record Collation(
    String namespace,
    String name,
    String provider,
    String locale,
    String characterType,
    String rules,
    boolean deterministic,
    String owner,
    String comment)
    implements SchemaObject {
  @Override
  public Kind kind() {
    return Kind.COLLATION;
  }
}
