package dev.waymark.schema;

import java.util.List;

/**
 * A trigger on DDL in the whole database.
 *
 * @param name as stored
 * @param event such as {@code ddl_command_end}
 * @param tags the commands it is limited to, sorted; empty for all
 * @param function qualified
 * @param enabled {@code origin} (always but when replicating), {@code disabled}, {@code replica} or
 *     {@code always}
 * @param owner the role that owns it
 * @param comment null without one
 */
public record EventTrigger(
    String name,
    String event,
    List<String> tags,
    String function,
    String enabled,
    String owner,
    String comment)
    implements SchemaObject {
  public EventTrigger {
    tags = Lists.copy(tags);
  }

  @Override
  public Kind kind() {
    return Kind.EVENT_TRIGGER;
  }
}
