package dev.waymark.migration;

import jakarta.validation.Valid;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a caller asks of a repair.
 *
 * @param preview whether to show what would change and change nothing; null means no
 * @param reason why it is asked for, kept with the run; null if not said
 * @param goOn where a script goes on that was cut off or failed outside a transaction; null leaves
 *     it to Flyway's repair
 */
@Schema(additionalProperties = Schema.False.class)
public record RepairRequest(
    Boolean preview,
    @Size(max = PlainLine.LONGEST) @Pattern(regexp = PlainLine.PATTERN, message = PlainLine.RULE)
        String reason,
    @Valid GoOn goOn) {

  /** Flyway's repair. */
  public RepairRequest(Boolean preview, String reason) {
    this(preview, reason, null);
  }

  /**
   * Where the next run goes on with a script.
   *
   * @param script the script, relative to the source
   * @param statement the first statement that is still to be executed, from 1
   */
  @Schema(
      name = "GoOn",
      requiredProperties = {"script", "statement"},
      additionalProperties = Schema.False.class)
  public record GoOn(
      @NotNull
          @Size(min = 1, max = 1000)
          @Pattern(regexp = PlainLine.PATTERN, message = PlainLine.RULE)
          String script,
      @Min(1) int statement) {}
}
