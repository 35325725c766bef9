package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Where the history table and the database disagree, with the evidence.
 *
 * @param what the kind of disagreement
 * @param script the script it is about; null where it is about no single one
 * @param run the run that left it so; null if it is not known
 * @param detail what was seen
 * @param hint what happens next, or what to do
 */
@Schema(
    requiredProperties = {"what", "detail", "hint"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Discrepancy(What what, String script, String run, String detail, String hint) {

  /** The closed set of disagreements. */
  @Schema(name = "DiscrepancyKind")
  public enum What {
    /** A concurrent build was cut off: its index is invalid, its migration pending. */
    HALF_BUILT,
    /** Its effect is there, but the history does not say that it was applied. */
    APPLIED_NOT_RECORDED,
    /** A part of a script outside a transaction is executed, and the rest is not. */
    PARTLY_APPLIED,
    /** A script was cut off in a statement that may or may not have been executed. */
    STATEMENT_UNKNOWN,
    /** The history says that it was applied, but what should be there is not. */
    RECORDED_BUT_ABSENT;

    /** The word as it stands in JSON, such as {@code half-built}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
