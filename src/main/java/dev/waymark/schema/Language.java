package dev.waymark.schema;

import java.util.List;

/**
 * A procedural language. Those of extensions, such as plpgsql, are shown as extensions.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createlanguage.html">PostgreSQL's
 * documentation</a>.
 *
 * @param name as stored
 * @param trusted true when everybody with the privilege may write functions in it
 * @param handler qualified function
 * @param inlineHandler qualified function; null without one
 * @param validator qualified function; null without one
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record Language(
    String name,
    boolean trusted,
    String handler,
    String inlineHandler,
    String validator,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public Language {
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.LANGUAGE;
  }
}
