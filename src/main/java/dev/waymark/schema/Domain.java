package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A domain: a type with restrictions.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param type the type it restricts, with its modifiers
 * @param collation null when it is the type's own
 * @param nullable false when NULL is refused
 * @param defaultValue as deparsed; null without one
 * @param checks by name
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record Domain(
    String namespace,
    String name,
    String type,
    String collation,
    boolean nullable,
    @JsonProperty("default") String defaultValue,
    List<DomainCheck> checks,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public Domain {
    checks = Lists.copy(checks);
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.DOMAIN;
  }
}
