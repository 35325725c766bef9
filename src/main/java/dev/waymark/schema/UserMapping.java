package dev.waymark.schema;

import java.util.List;

/**
 * A role's account on a foreign server. What the options say is never read.
 *
 * <p>See <a href="https://www.postgresql.org/docs/current/sql-createusermapping.html">PostgreSQL's
 * documentation</a>.
 *
 * @param name role and server, such as {@code PUBLIC SERVER archive}
 * @param optionNames sorted, as far as the reader may see them; therefore not compared
 */
public record UserMapping(String name, List<String> optionNames) implements SchemaObject {
  public UserMapping {
    optionNames = Lists.copy(optionNames);
  }

  @Override
  public Kind kind() {
    return Kind.USER_MAPPING;
  }
}
