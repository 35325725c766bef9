package dev.waymark.schema;

import java.util.List;

/**
 * A function that returns something; procedures and aggregates are kinds of their own.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param arguments the types of the input arguments, which distinguish it from others of its name;
 *     empty for none
 * @param type {@code function} or {@code window}
 * @param returns as {@code pg_get_function_result} prints it
 * @param language such as {@code sql} or {@code plpgsql}
 * @param volatility {@code volatile}, {@code stable} or {@code immutable}
 * @param parallel {@code unsafe}, {@code restricted} or {@code safe}
 * @param strict true when NULL in gives NULL out
 * @param securityDefiner true when it runs with the rights of its owner
 * @param leakproof true when it may look at rows that a policy hides
 * @param settings such as {@code search_path=""}, in the order of their setting
 * @param definition as {@code pg_get_functiondef} prints it
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record Function(
    String namespace,
    String name,
    String arguments,
    String type,
    String returns,
    String language,
    String volatility,
    String parallel,
    boolean strict,
    boolean securityDefiner,
    boolean leakproof,
    List<String> settings,
    String definition,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public Function {
    arguments = arguments == null ? "" : arguments;
    settings = Lists.copy(settings);
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.FUNCTION;
  }

  @Override
  public ObjectId id() {
    return new ObjectId(kind(), namespace, null, name + "(" + arguments + ")");
  }
}
