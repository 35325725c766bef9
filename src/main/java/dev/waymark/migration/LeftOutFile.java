package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A file of the source that no run executes, as Flyway itself leaves it out.
 *
 * @param file its path below the source
 * @param reason a stable code
 * @param detail why it is left out
 */
@Schema(
    requiredProperties = {"file", "reason", "detail"},
    additionalProperties = Schema.False.class)
public record LeftOutFile(String file, Reason reason, String detail) {

  public LeftOutFile(String file, Reason reason) {
    this(file, reason, reason.detail());
  }

  /** The closed set of reasons. */
  public enum Reason {
    UNDO_SCRIPT("It takes a migration back; Waymark never takes one back."),
    NO_MIGRATION("Its name is neither a migration's nor a callback's."),
    NO_SQL("It does not end in .sql."),
    CONFIGURATION_WITHOUT_SCRIPT("It configures the script of its name, and there is none.");

    private final String detail;

    Reason(String detail) {
      this.detail = detail;
    }

    /** One sentence that says what the reason means. */
    public String detail() {
      return detail;
    }

    /** The code as it stands in JSON, such as {@code undo-script}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
