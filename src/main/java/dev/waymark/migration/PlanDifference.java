package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that is not as it was when a plan was made.
 *
 * @param part which part of the plan it is
 * @param script the script, relative to the source; null where it is none
 * @param detail what is another one, in a sentence
 */
@Schema(
    requiredProperties = {"part", "detail"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanDifference(Part part, String script, String detail) {

  /** What a plan is made of. */
  @Schema(name = "PlanPart")
  public enum Part {
    SERVER("The server has another version."),
    PLACEHOLDERS("A placeholder has another value."),
    SCHEMAS("The schemas, the history table or the order that is allowed are set otherwise."),
    LIMITS("The limits are set otherwise."),
    HISTORY("The history is another one: something was applied, failed or was repaired."),
    SCHEMA("The schema is another one: an object was added, changed or dropped."),
    SCRIPT("A script is another one."),
    UNKNOWN("It is the digest of another plan.");

    private final String sentence;

    Part(String sentence) {
      this.sentence = sentence;
    }

    /** The part as it stands in JSON. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** That the part as a whole is another one. */
  public PlanDifference(Part part) {
    this(part, null, part.sentence);
  }
}
