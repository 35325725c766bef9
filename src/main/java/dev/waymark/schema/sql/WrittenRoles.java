package dev.waymark.schema.sql;

import java.util.Map;

/**
 * What is written of the roles that a schema names.
 *
 * @param renamed the names that take the place of others
 * @param owners whether objects are given to their owners; otherwise the role that executes it owns
 *     them
 * @param privileges whether grants and default privileges are written
 */
public record WrittenRoles(Map<String, String> renamed, boolean owners, boolean privileges) {
  /** As they are. */
  public static final WrittenRoles ALL = new WrittenRoles(Map.of(), true, true);

  public WrittenRoles {
    renamed = Map.copyOf(renamed);
  }

  /** All of them, some under other names. */
  static WrittenRoles renamed(Map<String, String> renamed) {
    return new WrittenRoles(renamed, true, true);
  }

  /** What is left out; empty if nothing is. */
  String leftOut() {
    String without = owners ? "" : "owners";
    without += owners || privileges ? "" : " and ";
    return without + (privileges ? "" : "privileges");
  }
}
