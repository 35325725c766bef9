package dev.waymark.schema;

import java.util.List;

/**
 * A view.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param definition the query as {@code pg_get_viewdef} prints it
 * @param options such as {@code security_barrier=true}, sorted
 * @param columns in order
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record View(
    String namespace,
    String name,
    String definition,
    List<String> options,
    List<ViewColumn> columns,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public View {
    options = Lists.copy(options);
    columns = Lists.copy(columns);
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.VIEW;
  }
}
