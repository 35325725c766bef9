package dev.waymark.verification.report;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A verification in one line, for the answer of a run.
 *
 * @param status what it says as a whole
 * @param objects how many objects are there or expected, by state
 * @param reason why there was nothing to compare with; null unless unverified
 * @param hint what to do about that; null unless unverified
 * @param checkedAt the moment for which it is certain that this is how things are; null if the
 *     database could not be read
 * @param report where the whole report is
 */
@Schema(
    requiredProperties = {"status", "objects", "report"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record VerificationSummary(
    VerificationStatus status,
    StateCounts objects,
    String reason,
    String hint,
    Instant checkedAt,
    String report) {

  /** Where the whole report is. */
  public static final String REPORT = "/schema/verification";

  /** The summary when all that is there is as expected, and nothing else. */
  public static VerificationSummary verified(int present, Instant checkedAt) {
    StateCounts objects = new StateCounts(present, 0, 0, 0);
    return new VerificationSummary(
        VerificationStatus.VERIFIED, objects, null, null, checkedAt, REPORT);
  }

  /** The summary when the database could not be read after a run. */
  public static VerificationSummary unread(String reason, String hint) {
    return new VerificationSummary(
        VerificationStatus.UNVERIFIED, StateCounts.NONE, reason, hint, null, REPORT);
  }
}
