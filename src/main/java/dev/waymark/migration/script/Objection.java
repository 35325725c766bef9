package dev.waymark.migration.script;

import java.util.Locale;

/**
 * Why a script cannot go well.
 *
 * @param code which rule objects
 * @param line the line at fault, from 1
 * @param detail what is wrong, in one sentence
 * @param hint what to write instead
 */
public record Objection(Code code, int line, String detail, String hint) {

  /** The closed set of rules. */
  public enum Code {
    NEEDS_OWN_SCRIPT,
    TRANSACTION_CONTROL,
    ENUM_LABEL_TOO_EARLY,
    LOSES_LOCK,
    LOSES_CONNECTION,
    PSQL_META_COMMAND,
    DOWN_PART,
    OPEN_COMMENT,
    BAD_DIRECTIVE;

    /** The stable code, such as {@code needs-own-script}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
