package dev.waymark.migration;

import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a caller asks of a baseline.
 *
 * @param version the version that the database corresponds to: all up to it count as applied
 * @param description what stands in the history beside it; null for Flyway's own words
 * @param reason why it is asked for, kept with the run; null if not said
 */
@Schema(additionalProperties = Schema.False.class)
public record BaselineRequest(
    @NotNull
        @Size(max = 100)
        @Pattern(regexp = RunRequest.VERSION, message = "must be a version such as 7 or 2026.11.1")
        String version,
    @Size(min = 1, max = BaselineRequest.LONGEST_DESCRIPTION)
        @Pattern(regexp = PlainLine.PATTERN, message = PlainLine.RULE)
        String description,
    @Size(max = PlainLine.LONGEST) @Pattern(regexp = PlainLine.PATTERN, message = PlainLine.RULE)
        String reason) {
  /** How many characters a description has at most, as Flyway's table has room for. */
  public static final int LONGEST_DESCRIPTION = 200;

  /** What Flyway writes when nothing else is said. */
  static final String DESCRIPTION = "<< Flyway Baseline >>";

  public String describes() {
    return description == null ? DESCRIPTION : description;
  }
}
