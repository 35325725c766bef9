package dev.waymark.schema;

import java.util.List;

/**
 * A row security policy.
 *
 * @param namespace where the relation lives
 * @param table the relation it belongs to
 * @param name as stored
 * @param type {@code permissive} or {@code restrictive}
 * @param command {@code all}, {@code select}, {@code insert}, {@code update} or {@code delete}
 * @param roles sorted; {@code PUBLIC} for everyone
 * @param using which rows are seen, as deparsed; null without one
 * @param withCheck which rows may be written, as deparsed; null without one
 * @param comment null without one
 */
public record Policy(
    String namespace,
    String table,
    String name,
    String type,
    String command,
    List<String> roles,
    String using,
    String withCheck,
    String comment)
    implements SchemaObject {
  public Policy {
    roles = Lists.copy(roles);
  }

  @Override
  public Kind kind() {
    return Kind.POLICY;
  }
}
