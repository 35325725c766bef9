package dev.waymark.schema;

import java.util.List;

/**
 * Operator classes of one index method that belong together, with all members.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createopfamily.html">PostgreSQL's
 * documentation</a>.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param method the index method, which distinguishes it from others of its name
 * @param operators strategy number and operator, such as {@code 1 <(integer,integer)}, sorted
 * @param functions support number, types and function, sorted
 * @param owner the role that owns it
 * @param comment null without one
 */
public record OperatorFamily(
    String namespace,
    String name,
    String method,
    List<String> operators,
    List<String> functions,
    String owner,
    String comment)
    implements SchemaObject {
  public OperatorFamily {
    operators = Lists.copy(operators);
    functions = Lists.copy(functions);
  }

  @Override
  public Kind kind() {
    return Kind.OPERATOR_FAMILY;
  }

  @Override
  public ObjectId id() {
    return new ObjectId(kind(), namespace, null, name + " USING " + method);
  }
}
