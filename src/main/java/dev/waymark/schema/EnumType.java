package dev.waymark.schema;

import java.util.List;

/**
 * An enumerated type.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param labels in their sort order
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record EnumType(
    String namespace,
    String name,
    List<String> labels,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public EnumType {
    labels = Lists.copy(labels);
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.ENUM;
  }
}
