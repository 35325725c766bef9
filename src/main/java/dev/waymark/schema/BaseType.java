package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonProperty;
import java.util.List;

/**
 * A type that functions of its own read and write.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createtype.html">PostgreSQL's
 * documentation</a>.
 *
 * @param namespace where it lives
 * @param name as stored
 * @param input qualified function
 * @param output qualified function
 * @param receive qualified function; null without one
 * @param send qualified function; null without one
 * @param modifierInput qualified function; null without one
 * @param modifierOutput qualified function; null without one
 * @param analyze qualified function; null without one
 * @param subscript qualified function; null without one
 * @param length bytes; null when it varies
 * @param byValue true when values are passed by value
 * @param alignment {@code char}, {@code int2}, {@code int4} or {@code double}
 * @param storage {@code plain}, {@code external}, {@code main} or {@code extended}
 * @param category one character, {@code U} for user-defined
 * @param preferred true when it is preferred in its category
 * @param defaultValue as written; null without one
 * @param element the type that a subscript gives; null without one
 * @param delimiter between the elements of its arrays
 * @param collatable true when a collation applies to it
 * @param owner the role that owns it
 * @param comment null without one
 * @param grants by grantee
 */
public record BaseType(
    String namespace,
    String name,
    String input,
    String output,
    String receive,
    String send,
    String modifierInput,
    String modifierOutput,
    String analyze,
    String subscript,
    Integer length,
    boolean byValue,
    String alignment,
    String storage,
    String category,
    boolean preferred,
    @JsonProperty("default") String defaultValue,
    String element,
    String delimiter,
    boolean collatable,
    String owner,
    String comment,
    List<Grant> grants)
    implements SchemaObject {
  public BaseType {
    grants = Lists.copy(grants);
  }

  @Override
  public Kind kind() {
    return Kind.BASE_TYPE;
  }
}
