package dev.waymark.schema;

import java.util.List;

/**
 * A range type and, with it, its multirange type.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param subtype the type of its bounds
 * @param collation null when it is the subtype's own
 * @param operatorClass null when it is the subtype's default
 * @param canonical qualified function; null without one
 * @param subtypeDifference qualified function; null without one
 * @param multirange the name of its multirange type
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record RangeType(
    String namespace,
    String name,
    String subtype,
    String collation,
    String operatorClass,
    String canonical,
    String subtypeDifference,
    String multirange,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public RangeType {
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.RANGE_TYPE;
  }
}
