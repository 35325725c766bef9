package dev.waymark.schema;

/**
 * A rewrite rule. The one that makes a view a view is shown as the view.
 *
 * @param namespace where the relation lives
 * @param table the relation it belongs to
 * @param name as stored
 * @param definition as {@code pg_get_ruledef} prints it
 * @param enabled {@code origin} (always but when replicating), {@code disabled}, {@code replica} or
 *     {@code always}
 * @param comment null without one
 */
public record Rule(
    String namespace, String table, String name, String definition, String enabled, String comment)
    implements SchemaObject {

  @Override
  public Kind kind() {
    return Kind.RULE;
  }
}
