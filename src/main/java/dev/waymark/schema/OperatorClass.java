package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonProperty;

/**
 * How an index method handles a type. Its operators and functions are shown with its family.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createopclass.html">PostgreSQL's
 * documentation</a>.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param method the index method, which distinguishes it from others of its name
 * @param type the type it is for
 * @param defaultForType true when an index uses it unless it says otherwise
 * @param family qualified
 * @param storedType what the index stores; null when it is the type itself
 * @param owner the role that owns it
 * @param comment null without one
 */
public record OperatorClass(
    String namespace,
    String name,
    String method,
    String type,
    @JsonProperty("default") boolean defaultForType,
    String family,
    String storedType,
    String owner,
    String comment)
    implements SchemaObject {
  @Override
  public Kind kind() {
    return Kind.OPERATOR_CLASS;
  }

  @Override
  public ObjectId id() {
    return new ObjectId(kind(), namespace, null, name + " USING " + method);
  }
}
