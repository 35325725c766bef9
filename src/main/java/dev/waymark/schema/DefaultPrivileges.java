package dev.waymark.schema;

import java.util.List;

/**
 * What ALTER DEFAULT PRIVILEGES says of objects that a role will make.
 *
 * @param namespace null for all namespaces
 * @param name role and objects: {@code deployer: tables}
 * @param grants by grantee
 */
public record DefaultPrivileges(String namespace, String name, List<Grant> grants)
    implements SchemaObject {
  public DefaultPrivileges {
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.DEFAULT_PRIVILEGES;
  }
}
