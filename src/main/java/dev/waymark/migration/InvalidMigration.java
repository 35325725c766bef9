package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why one migration keeps all from running.
 *
 * @param reason a stable code
 * @param version the version; null for a repeatable migration or where the name has none
 * @param script the script, relative to the source; null where only the history knows it
 * @param line the line at fault, from 1; null where it is no line's
 * @param detail what is wrong with it
 * @param hint what to do
 */
@Schema(
    requiredProperties = {"reason", "detail", "hint"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record InvalidMigration(
    Reason reason, String version, String script, Integer line, String detail, String hint) {

  /** What is wrong with the migration as a whole. */
  public InvalidMigration(
      Reason reason, String version, String script, String detail, String hint) {
    this(reason, version, script, null, detail, hint);
  }

  /** The closed set of reasons. */
  public enum Reason {
    CHANGED_AFTER_APPLIED("The script was changed after it was applied."),
    DESCRIPTION_CHANGED("The script was renamed after it was applied."),
    TYPE_CHANGED("The migration was applied as another type."),
    MISSING("It was applied, but its script is not in the source."),
    FAILED_EARLIER("It failed in an earlier run and left its mark in the history."),
    OUT_OF_ORDER("Its version is lower than one that is already applied."),
    DUPLICATE("Two scripts have the same version, or the same repeatable description."),
    BAD_NAME("The file's name is not one that Flyway understands."),
    UNREADABLE("The script cannot be understood."),
    NEEDS_OWN_SCRIPT("A statement that cannot run in a transaction stands beside others."),
    TRANSACTION_CONTROL("The script begins or ends a transaction itself."),
    ENUM_LABEL_TOO_EARLY("A label is used in the transaction that adds it to its enum."),
    /** Of runs that an earlier Waymark refused: an invalid index is looked for as it runs now. */
    CONCURRENT_IF_NOT_EXISTS("A concurrent index build would take an invalid index for its own."),
    /** Of such runs, too: what a half-built one left behind is a person's to decide. */
    CONCURRENT_WITHOUT_NAME("An index is built concurrently without a name of its own."),
    LOSES_LOCK("The script gives away the lock that says who migrates."),
    LOSES_CONNECTION("The script ends the connection that it runs over."),
    PSQL_META_COMMAND("The script has a command that only psql understands."),
    DOWN_PART(
        "The script has a part that takes the rest back, which another tool would leave out."),
    OPEN_COMMENT("A comment in it is never closed, and what follows would be left out."),
    CUT_OFF("A part of it was executed, and Waymark cannot say where it goes on."),
    BAD_DIRECTIVE("A comment that directs Waymark cannot be understood.");

    private final String summary;

    Reason(String summary) {
      this.summary = summary;
    }

    /** One sentence that says what the reason means. */
    public String summary() {
      return summary;
    }

    /** The code as it stands in JSON, such as {@code changed-after-applied}. */
    @com.fasterxml.jackson.annotation.JsonValue
    public String code() {
      return name().toLowerCase(java.util.Locale.ROOT).replace('_', '-');
    }
  }
}
