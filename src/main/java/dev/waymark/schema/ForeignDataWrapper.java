package dev.waymark.schema;

import java.util.List;

/**
 * What speaks to servers of another sort.
 *
 * <p>See <a
 * href="https://www.postgresql.org/docs/current/sql-createforeigndatawrapper.html">PostgreSQL's
 * documentation</a>.
 *
 * @param name as stored
 * @param handler qualified function; null without one
 * @param validator qualified function; null without one
 * @param options such as {@code debug=true}, sorted; secrets are masked
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record ForeignDataWrapper(
    String name,
    String handler,
    String validator,
    List<String> options,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public ForeignDataWrapper {
    options = Lists.copy(options);
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.FOREIGN_DATA_WRAPPER;
  }
}
