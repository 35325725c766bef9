package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;

/**
 * What one role may do with an object, where that is not what PostgreSQL grants by itself. The
 * owner with all privileges, or PUBLIC with EXECUTE on a function, are therefore never listed; the
 * same role with an empty list of privileges has lost them.
 *
 * @param grantee the role; {@code PUBLIC} for everyone
 * @param grantor null when the owner granted it
 * @param privileges the words of GRANT, such as {@code SELECT}, sorted
 * @param grantable those of the privileges that the role may pass on, sorted
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Grant(
    String grantee, String grantor, List<String> privileges, List<String> grantable) {
  public Grant {
    privileges = Lists.copy(privileges);
    grantable = Lists.copy(grantable);
  }
}
