package dev.waymark.schema;

import java.util.List;

/**
 * Another server that foreign tables stand for.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createserver.html">PostgreSQL's
 * documentation</a>.
 *
 * @param name as stored
 * @param wrapper the foreign-data wrapper
 * @param type null without one
 * @param version null without one
 * @param options such as {@code host=db.example.org}, sorted; secrets are masked
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record ForeignServer(
    String name,
    String wrapper,
    String type,
    String version,
    List<String> options,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public ForeignServer {
    options = Lists.copy(options);
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.FOREIGN_SERVER;
  }
}
