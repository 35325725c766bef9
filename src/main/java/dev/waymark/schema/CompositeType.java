package dev.waymark.schema;

import java.util.List;

/**
 * A composite type that was made for itself; those of tables and views are shown as tables and
 * views.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param attributes in order
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record CompositeType(
    String namespace,
    String name,
    List<Attribute> attributes,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public CompositeType {
    attributes = Lists.copy(attributes);
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.COMPOSITE_TYPE;
  }
}
