package dev.waymark.migration;

import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a caller asks of a run.
 *
 * @param target the version to stop at; null means the latest
 * @param verify whether to verify afterwards; null means yes
 * @param reason why it is asked for, kept with the run; null if not said
 * @param plan the digest of the plan that alone is to be run; null for whatever is pending then
 */
@Schema(additionalProperties = Schema.False.class)
public record RunRequest(
    @Size(max = 100) @Pattern(regexp = RunRequest.VERSION, message = RunRequest.VERSION_RULE)
        String target,
    Boolean verify,
    @Size(max = PlainLine.LONGEST) @Pattern(regexp = PlainLine.PATTERN, message = PlainLine.RULE)
        String reason,
    @Size(max = 300) @Pattern(regexp = RunRequest.PLAN, message = RunRequest.PLAN_RULE)
        String plan) {

  /** What the digest of a plan looks like, as a regular expression. */
  public static final String PLAN = "^sha256:[0-9a-f]{64}(\\.[0-9a-f]{24}([0-9a-f]{4}){0,32})?$";

  /** The same in words. */
  public static final String PLAN_RULE =
      "must be the digest of a plan, as GET /migrations/plan says it";

  /** Whatever is pending when its turn comes. */
  public RunRequest(String target, Boolean verify, String reason) {
    this(target, verify, reason, null);
  }

  /** What a version looks like, as a regular expression. */
  public static final String VERSION = "^\\d+([._]\\d+)*$";

  /** The same in words. */
  public static final String VERSION_RULE =
      "must be a version such as 7 or 2026.11.1; leave it out for the latest";

  /** Everything that is pending. */
  public static final RunRequest LATEST = new RunRequest(null, null, null);

  /** Up to a version; null means the latest. */
  public static RunRequest upTo(String target) {
    return new RunRequest(target, null, null);
  }

  /** Whether to verify afterwards. */
  public boolean verifies() {
    return !Boolean.FALSE.equals(verify);
  }

  /**
   * The target in one spelling; null means the latest. Flyway takes {@code 1_2}, {@code 1.2},
   * {@code 01.2} and {@code 1.2.0} for the same version.
   */
  public String normalTarget() {
    return normal(target);
  }

  public static String normal(String version) {
    return version == null
        ? null
        : version
            .replace('_', '.')
            .replaceAll("(?<![0-9])0+(?=[0-9])", "")
            .replaceAll("(\\.0)+$", "");
  }

  /** As it was before there were plans: a key that a client used then stands for the same. */
  @Override
  public String toString() {
    return "RunRequest[target=%s, verify=%s, reason=%s%s]"
        .formatted(target, verify, reason, plan == null ? "" : ", plan=" + plan);
  }
}
