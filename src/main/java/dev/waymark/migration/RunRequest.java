package dev.waymark.migration;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;

/**
 * What a caller asks of a run.
 *
 * @param target the version to stop at; null means the latest
 */
public record RunRequest(
    @Size(max = 100)
        @Pattern(
            regexp = "\\d+([._]\\d+)*",
            message = "must be a version such as 7 or 2026.11.1; leave it out for the latest")
        String target) {

  /** Everything that is pending. */
  public static final RunRequest LATEST = new RunRequest(null);
}
