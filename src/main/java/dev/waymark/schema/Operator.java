package dev.waymark.schema;

/**
 * An operator.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createoperator.html">PostgreSQL's
 * documentation</a>.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param arguments the types of the operands, which distinguish it from others of its name; {@code
 *     NONE} for no left one
 * @param returns the type of the result
 * @param function qualified
 * @param commutator with its operands; null without one
 * @param negator with its operands; null without one
 * @param restrictionEstimator RESTRICT; null without one
 * @param joinEstimator JOIN; null without one
 * @param hashes true when a hash join can use it
 * @param merges true when a merge join can use it
 * @param owner the role that owns it
 * @param comment null without one
 */
public record Operator(
    String namespace,
    String name,
    String arguments,
    String returns,
    String function,
    String commutator,
    String negator,
    String restrictionEstimator,
    String joinEstimator,
    boolean hashes,
    boolean merges,
    String owner,
    String comment)
    implements SchemaObject {
  @Override
  public Kind kind() {
    return Kind.OPERATOR;
  }

  @Override
  public ObjectId id() {
    return new ObjectId(kind(), namespace, null, name + "(" + arguments + ")");
  }
}
