package dev.waymark.schema;

import java.util.List;

/**
 * A sequence, also one that an identity column or {@code serial} brought. Where it stands is data
 * and not shown.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param type {@code bigint}, {@code integer} or {@code smallint}
 * @param persistence {@code permanent} or {@code unlogged} (PostgreSQL 15)
 * @param start null when it is the end that it counts from
 * @param increment negative when it counts down
 * @param minimum null when it is the ordinary one for type and direction
 * @param maximum null when it is the ordinary one for type and direction
 * @param cache how many numbers a session takes at once
 * @param cycle true when it starts again at its end
 * @param ownedBy null when it stands alone
 * @param identity true when it is part of an identity column
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record Sequence(
    String namespace,
    String name,
    String type,
    String persistence,
    Long start,
    long increment,
    Long minimum,
    Long maximum,
    long cache,
    boolean cycle,
    OwningColumn ownedBy,
    boolean identity,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public Sequence {
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.SEQUENCE;
  }
}
