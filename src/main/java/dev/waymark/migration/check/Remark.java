package dev.waymark.migration.check;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.migration.InvalidMigration;
import java.util.Comparator;

/**
 * What is said of one script, or of the folder.
 *
 * @param reason a stable code, which is a run's own where a run refuses the script
 * @param version the script's version; null for a repeatable one or where the name has none
 * @param script the script, relative to the source; null where it is about the folder
 * @param file the same where it is found: relative to where the command was started, or absolute
 * @param line the line, from 1; null where it is no line's
 * @param detail what is the matter
 * @param hint what to do
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Remark(
    String reason,
    String version,
    String script,
    String file,
    Integer line,
    String detail,
    String hint) {

  /** As files and their lines follow each other. */
  public static final Comparator<Remark> IN_ORDER =
      Comparator.comparing(Remark::file)
          .thenComparing(Remark::line, Comparator.nullsFirst(Comparator.naturalOrder()))
          .thenComparing(Remark::reason);

  /** Why a run refuses a script. */
  public static Remark of(InvalidMigration invalid, String script, String file) {
    return new Remark(
        invalid.reason().code(),
        invalid.version(),
        script,
        file,
        invalid.line(),
        invalid.detail(),
        invalid.hint());
  }
}
