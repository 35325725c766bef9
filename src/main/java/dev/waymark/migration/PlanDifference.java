package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that is not as it was when a plan was made.
 *
 * @param part which part of the plan it is
 * @param script the script, relative to the source; null where it is none
 * @param detail what is another one, in a sentence
 * @param drift what differs from the recorded schema where the schema is another one: what was
 *     changed since the plan was made is among it unless it was recorded since; null where that is
 *     not known
 */
@Schema(
    requiredProperties = {"part", "detail"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlanDifference(Part part, String script, String detail, DriftBefore drift) {
  /** How many objects a sentence names. */
  private static final int MOST_IN_WORDS = 5;

  /** What a plan is made of. */
  @Schema(name = "PlanPart")
  public enum Part {
    SERVER("The server has another version."),
    PLACEHOLDERS("A placeholder has another value."),
    SCHEMAS(
        "The schemas, the search_path, the history table or the order that is allowed are set"
            + " otherwise."),
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
    this(part, null, part.sentence, null);
  }

  /** That a script is another one, or will not run any more. */
  public static PlanDifference ofScripts(String script, String detail) {
    return new PlanDifference(Part.SCRIPT, script, detail, null);
  }

  /** That the schema is another one, and where it differs from what is recorded. */
  public static PlanDifference ofSchema(DriftBefore drift) {
    String named =
        drift.objects().stream()
            .limit(MOST_IN_WORDS)
            .map(it -> "%s %s (%s)".formatted(it.kind(), it.name(), it.state()))
            .collect(Collectors.joining(", "));
    int more = drift.count() - MOST_IN_WORDS;
    return new PlanDifference(
        Part.SCHEMA,
        null,
        "%s From what is recorded differ %s%s."
            .formatted(Part.SCHEMA.sentence, named, more > 0 ? " and %d more".formatted(more) : ""),
        drift);
  }

  /** That the schema is another one, and that this is recorded. */
  public static PlanDifference ofRecordedSchema() {
    return new PlanDifference(
        Part.SCHEMA,
        null,
        Part.SCHEMA.sentence + " It is as it is recorded: a run or an acceptance recorded that.",
        new DriftBefore(0, List.of()));
  }
}
