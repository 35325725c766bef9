package dev.waymark.schema;

import java.util.List;

/**
 * A namespace, which PostgreSQL calls a schema.
 *
 * <p>Owner, privileges and comment of the namespace {@code public} are shown only where they are no
 * longer those that the server was installed with, because these depend on its version.
 *
 * @param name as stored
 * @param owner the role that owns it; null for the public one of the installation
 * @param comment null without one
 * @param grants by grantee
 */
public record Namespace(String name, String owner, String comment, List<Grant> grants)
    implements SchemaObject {
  public Namespace {
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.NAMESPACE;
  }
}
