package dev.waymark.schema;

/**
 * A trigger of a table or view. Those that make foreign keys work are shown with their constraint.
 *
 * @param namespace where the relation lives
 * @param table the relation it belongs to
 * @param name as stored
 * @param definition as {@code pg_get_triggerdef} prints it
 * @param function qualified, without arguments
 * @param enabled {@code origin} (always but when replicating), {@code disabled}, {@code replica} or
 *     {@code always}
 * @param inherited true when it came with that of the partitioned table
 * @param comment null without one
 */
public record Trigger(
    String namespace,
    String table,
    String name,
    String definition,
    String function,
    String enabled,
    boolean inherited,
    String comment)
    implements SchemaObject {

  @Override
  public Kind kind() {
    return Kind.TRIGGER;
  }
}
