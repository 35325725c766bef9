package dev.waymark.migration;

import dev.waymark.verification.report.Deviation;
import dev.waymark.verification.report.Verification;
import dev.waymark.verification.report.VerificationStatus;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What was not as expected when a run was about to apply something. The run does not make it
 * expected: it stays open until somebody mends or accepts it.
 *
 * @param count how many objects
 * @param objects the first of them, at most {@link #MOST_NAMED}
 */
@Schema(
    requiredProperties = {"count", "objects"},
    additionalProperties = Schema.False.class)
public record DriftBefore(int count, List<Deviation> objects) {
  /** How many objects are named. */
  public static final int MOST_NAMED = 50;

  /** That of a report against what was recorded; empty if there is none, or nothing to compare. */
  public static Optional<DriftBefore> of(Verification report) {
    if (report.status() != VerificationStatus.DRIFTED) {
      return Optional.empty();
    }
    List<Deviation> all = Deviation.of(report);
    return Optional.of(new DriftBefore(all.size(), all.stream().limit(MOST_NAMED).toList()));
  }

  @Override
  public String toString() {
    return objects.stream()
        .map(object -> "%s %s %s".formatted(object.state(), object.kind(), object.name()))
        .collect(Collectors.joining(", ", "", count > objects.size() ? " and more" : ""));
  }
}
