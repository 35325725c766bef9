package dev.waymark.schema;

import java.util.List;

/**
 * An aggregate function. There is no function that prints one, so its parts are shown.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param arguments the types of the input arguments, which distinguish it from others of its name;
 *     empty for none
 * @param type {@code normal}, {@code ordered-set} or {@code hypothetical-set}
 * @param returns as {@code pg_get_function_result} prints it
 * @param transitionFunction SFUNC
 * @param stateType STYPE
 * @param initialCondition INITCOND; null without one
 * @param finalFunction FINALFUNC; null without one
 * @param combineFunction COMBINEFUNC; null without one
 * @param serializationFunction SERIALFUNC; null without one
 * @param deserializationFunction DESERIALFUNC; null without one
 * @param movingTransitionFunction MSFUNC; null without one
 * @param movingInverseFunction MINVFUNC; null without one
 * @param movingStateType MSTYPE; null without one
 * @param movingFinalFunction MFINALFUNC; null without one
 * @param movingInitialCondition MINITCOND; null without one
 * @param sortOperator SORTOP; null without one
 * @param parallel {@code unsafe}, {@code restricted} or {@code safe}
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record Aggregate(
    String namespace,
    String name,
    String arguments,
    String type,
    String returns,
    String transitionFunction,
    String stateType,
    String initialCondition,
    String finalFunction,
    String combineFunction,
    String serializationFunction,
    String deserializationFunction,
    String movingTransitionFunction,
    String movingInverseFunction,
    String movingStateType,
    String movingFinalFunction,
    String movingInitialCondition,
    String sortOperator,
    String parallel,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public Aggregate {
    arguments = arguments == null ? "" : arguments;
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.AGGREGATE;
  }

  @Override
  public ObjectId id() {
    return new ObjectId(kind(), namespace, null, name + "(" + arguments + ")");
  }
}
