package dev.waymark.migration.plan.hazard;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.migration.observation.Live;
import java.util.function.UnaryOperator;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that will happen, and that a person should decide about.
 *
 * @param code which kind it is; docs/reference/hazards.md has a section for each
 * @param severity what it does
 * @param basis what it is known by
 * @param object what it happens to, qualified; null where that is no object of the live database
 * @param live how large that is; null where the size has no say
 * @param detail what happens, in a sentence
 * @param hint what to do instead, or to look at
 * @param accepted why it is accepted, in the script; null if it is not
 */
@Schema(
    requiredProperties = {"code", "severity", "basis", "detail", "hint"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Hazard(
    Code code,
    Severity severity,
    Basis basis,
    String object,
    Live live,
    String detail,
    String hint,
    String accepted) {

  /** One that is not accepted. */
  Hazard(
      Code code,
      Severity severity,
      Basis basis,
      String object,
      Live live,
      String detail,
      String hint) {
    this(code, severity, basis, object, live, detail, hint, null);
  }

  /** The same, accepted for that reason. */
  Hazard accepted(String reason) {
    return new Hazard(code, severity, basis, object, live, detail, hint, reason);
  }

  /** The same without secrets, which a name can hold. */
  Hazard shown(UnaryOperator<String> shown) {
    return new Hazard(code, severity, basis, shown.apply(object), live, shown.apply(detail), hint);
  }

  /** The closed set of kinds. */
  @Schema(name = "HazardCode")
  public enum Code {
    NAME_CUT("A name is longer than PostgreSQL keeps."),
    STAYS_HALFWAY("A script runs outside a transaction, and its first half stays if it fails."),
    TABLE_DROPPED("A table is dropped that has rows."),
    ROWS_TRUNCATED("A table is emptied that has rows."),
    ROWS_DELETED("Rows of a table are deleted.", true),
    COLUMN_DROPPED("A column is dropped of a table that has rows."),
    USED_INDEX_DROPPED("An index is dropped that queries have used."),
    ACCEPTANCE_UNUSED("Something is accepted that does not happen."),
    TABLE_REWRITTEN(
        "All rows of a table are written anew, and no other session can use it meanwhile.", true),
    INDEX_REBUILT("An index of a table that has rows is built anew.", true),
    READS_BLOCKED(
        "No other session can read or write a table while the statement works through rows.", true),
    WRITES_BLOCKED(
        "No other session can write to a table while the statement works through rows.", true),
    LOCK_HELD_WHILE_WORKING(
        "A lock of an earlier statement is held while a later one works.", true),
    OTHER_TABLE_LOCKED("A table is locked that the statement does not name.", true),
    WAITS_FOR_TRANSACTION(
        "A transaction that has been open for long holds what the statement waits for.", true),
    TAKEN_ALONG("Something is dropped that the script does not name.", true),
    CLIENTS_BROKEN("What programs name is gone, renamed or of another type.", true),
    ACCESS_CHANGED("Who may do what is another than before.", true),
    SETTINGS_LEFT("A setting is another when the script ends.", true),
    REPLICA_IDENTITY_LOST("Nothing identifies the rows of a published table any more.", true),
    REPLICATION_CHANGED("Subscribers do not get what the script makes by themselves.", true),
    PRIVILEGE_MISSING("The role that migrates may not do what the script does.", true),
    DATA_REFUSES("Rows that are there now do not let the migration through.", true),
    GUARD_REMOVED(
        "A constraint or trigger that kept something right is gone or switched off.", true);

    private final String summary;
    private final boolean tried;

    Code(String summary) {
      this(summary, false);
    }

    Code(String summary, boolean tried) {
      this.summary = summary;
      this.tried = tried;
    }

    /** Whether only a rehearsal can find it. */
    boolean needsRehearsal() {
      return tried;
    }

    /** One sentence that says what the code means. */
    public String summary() {
      return summary;
    }

    /** The code as it stands in JSON, such as {@code table-dropped}. */
    @com.fasterxml.jackson.annotation.JsonValue
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
