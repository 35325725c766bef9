package dev.waymark.migration.rehearsal;

import dev.waymark.migration.RunRequest;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a caller asks of a rehearsal.
 *
 * @param target the version to stop at; null means the latest
 */
@Schema(additionalProperties = Schema.False.class)
public record RehearsalRequest(
    @Size(max = 100) @Pattern(regexp = RunRequest.VERSION, message = RunRequest.VERSION_RULE)
        String target) {

  /** Everything that is pending. */
  public static final RehearsalRequest LATEST = new RehearsalRequest(null);

  /** The target in one spelling; null means the latest. */
  public String normalTarget() {
    return RunRequest.normal(target);
  }
}
