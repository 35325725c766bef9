package dev.waymark.schema;

import java.util.List;

/**
 * A materialised view; its indexes are among the indexes.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param definition the query as {@code pg_get_viewdef} prints it
 * @param populated false until it is first refreshed
 * @param accessMethod {@code heap} unless another was installed
 * @param tablespace null for the database's own
 * @param storageParameters such as {@code fillfactor=70}, sorted
 * @param columns in order
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record MaterializedView(
    String namespace,
    String name,
    String definition,
    boolean populated,
    String accessMethod,
    String tablespace,
    List<String> storageParameters,
    List<ViewColumn> columns,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public MaterializedView {
    storageParameters = Lists.copy(storageParameters);
    columns = Lists.copy(columns);
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.MATERIALIZED_VIEW;
  }
}
