package dev.waymark.migration.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.migration.Requester;
import dev.waymark.migration.plan.Plan;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a list says of a rehearsal.
 *
 * @param id its own
 * @param state whether it goes on
 * @param outcome what came of it; null while it goes on
 * @param target the version to stop at that was asked for; null for the latest
 * @param digest the plan's; null until the plan is known
 * @param requestedBy who asked for it first
 * @param fromVersion the current version; null if there is none, and until the plan is known
 * @param toVersion the version that it leads to; null if there is none, and until the plan is known
 * @param startedAt when it began
 * @param finishedAt when it ended; null while it goes on, and where no process was left to look
 * @param durationMs how long it took as a whole; null where the end is not known
 * @param faithful whether its copy was the live structure; null if it did not get that far
 * @param counts how many there are of each
 */
@Schema(
    requiredProperties = {
      "id",
      "state",
      "outcome",
      "requestedBy",
      "fromVersion",
      "toVersion",
      "startedAt",
      "counts"
    },
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RehearsalSummary(
    String id,
    Rehearsal.State state,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) Rehearsal.Outcome outcome,
    String target,
    String digest,
    Requester requestedBy,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) String fromVersion,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) String toVersion,
    Instant startedAt,
    Instant finishedAt,
    Long durationMs,
    Boolean faithful,
    Plan.Counts counts) {

  /** What a list says of this one. */
  public static RehearsalSummary of(Rehearsal rehearsal) {
    return new RehearsalSummary(
        rehearsal.id(),
        rehearsal.state(),
        rehearsal.outcome(),
        rehearsal.target(),
        rehearsal.digest(),
        rehearsal.requestedBy(),
        rehearsal.fromVersion(),
        rehearsal.toVersion(),
        rehearsal.startedAt(),
        rehearsal.finishedAt(),
        rehearsal.durationMs(),
        rehearsal.copy() == null ? null : rehearsal.copy().faithful(),
        rehearsal.counts());
  }

  /** The same when no process is left that could end it. */
  public RehearsalSummary asInterrupted() {
    return new RehearsalSummary(
        id,
        Rehearsal.State.ENDED,
        Rehearsal.Outcome.INTERRUPTED,
        target,
        digest,
        requestedBy,
        fromVersion,
        toVersion,
        startedAt,
        finishedAt,
        durationMs,
        faithful,
        counts);
  }
}
