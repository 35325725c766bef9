package dev.waymark.schema;

import java.util.List;

/**
 * A procedure, for CALL.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param arguments the types of the input arguments, which distinguish it from others of its name;
 *     empty for none
 * @param language such as {@code sql} or {@code plpgsql}
 * @param securityDefiner true when it runs with the rights of its owner
 * @param settings such as {@code search_path=""}, in the order of their setting
 * @param definition as {@code pg_get_functiondef} prints it
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record Procedure(
    String namespace,
    String name,
    String arguments,
    String language,
    boolean securityDefiner,
    List<String> settings,
    String definition,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public Procedure {
    arguments = arguments == null ? "" : arguments;
    settings = Lists.copy(settings);
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.PROCEDURE;
  }

  @Override
  public ObjectId id() {
    return new ObjectId(kind(), namespace, null, name + "(" + arguments + ")");
  }
}
