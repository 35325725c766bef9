package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.waymark.verification.VerificationSummary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One attempt to bring a database to a target version.
 *
 * @param id identifies the run
 * @param outcome how it ended
 * @param target the version that was asked for; null for the latest
 * @param fromVersion the current version before; null if there was none
 * @param toVersion the current version afterwards; null if there is none
 * @param startedAt when it started
 * @param finishedAt when it ended
 * @param durationMs how long it took, in milliseconds
 * @param joined whether the caller got the answer of a run that somebody else had asked for
 * @param applied how many migrations it applied
 * @param migrations what it applied, in order; then what failed; then what was not started
 * @param failure where and why it failed; null if it did not
 * @param verification what verifying afterwards found; null if the run failed
 */
@Schema(
    requiredProperties = {
      "id",
      "outcome",
      "fromVersion",
      "toVersion",
      "startedAt",
      "finishedAt",
      "durationMs",
      "joined",
      "applied",
      "migrations"
    },
    additionalProperties = Schema.False.class)
public record Run(
    String id,
    Outcome outcome,
    @JsonInclude(JsonInclude.Include.NON_NULL) String target,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) String fromVersion,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) String toVersion,
    Instant startedAt,
    Instant finishedAt,
    long durationMs,
    boolean joined,
    int applied,
    List<Migration> migrations,
    @JsonInclude(JsonInclude.Include.NON_NULL) MigrationFailure failure,
    @JsonInclude(JsonInclude.Include.NON_NULL) VerificationSummary verification) {

  /** How a run can end. */
  public enum Outcome {
    /** Everything that was pending is applied. */
    SUCCEEDED,
    /** Nothing was pending. */
    NOTHING_PENDING,
    /** A migration failed; those before it stay applied. */
    FAILED;

    /** The outcome as it stands in JSON, such as {@code nothing-pending}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** The same run, as told to somebody who joined it. */
  public Run asJoined() {
    return new Run(
        id,
        outcome,
        target,
        fromVersion,
        toVersion,
        startedAt,
        finishedAt,
        durationMs,
        true,
        applied,
        migrations,
        failure,
        verification);
  }
}
