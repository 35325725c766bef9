package dev.waymark.migration.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.Progress;
import dev.waymark.migration.Refusal;
import dev.waymark.migration.Requester;
import dev.waymark.migration.plan.Plan;
import dev.waymark.migration.plan.hazard.Hazard;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A plan, executed in a scratch copy of the live structure and watched: as it stands, or as it
 * ended.
 *
 * @param id its own
 * @param state whether it goes on
 * @param outcome what came of it; null while it goes on
 * @param target the version to stop at that was asked for; null for the latest
 * @param digest the plan's: a caller who asks for a run with it gets exactly what was rehearsed, or
 *     is refused; null until the plan is known
 * @param database the live database's name; null until the plan is known
 * @param source where the migrations come from; null until the plan is known
 * @param server the version of PostgreSQL; null until the plan is known
 * @param requestedBy who asked for it first
 * @param joined whether the caller got the answer of one that another had asked for
 * @param fromVersion the current version; null if there is none, and until the plan is known
 * @param toVersion the version that it leads to; null if there is none, and until the plan is known
 * @param startedAt when it began
 * @param finishedAt when it ended; null while it goes on, and where no process was left to look
 * @param durationMs how long it took as a whole; null where the end is not known
 * @param progress what is being tried; null unless a script is
 * @param copy the copy in which it took place; null if it did not get that far
 * @param counts how many there are of each
 * @param migrations the pending migrations, in the order in which they ran; none while it goes on
 * @param failure why it failed; null unless it did
 * @param refusal why it was refused before the first statement; null if it was not
 * @param cancelledBy who asked for it to be cancelled; null if no caller did
 */
@Schema(
    requiredProperties = {
      "id",
      "state",
      "outcome",
      "requestedBy",
      "joined",
      "fromVersion",
      "toVersion",
      "startedAt",
      "counts",
      "migrations"
    },
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rehearsal(
    String id,
    State state,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) Outcome outcome,
    String target,
    String digest,
    String database,
    String source,
    String server,
    Requester requestedBy,
    boolean joined,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) String fromVersion,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) String toVersion,
    Instant startedAt,
    Instant finishedAt,
    Long durationMs,
    Progress progress,
    Copied copy,
    Plan.Counts counts,
    List<RehearsedMigration> migrations,
    MigrationFailure failure,
    Refusal refusal,
    Requester cancelledBy) {
  public Rehearsal {
    migrations = List.copyOf(migrations);
  }

  /** Whether a rehearsal goes on. */
  @Schema(name = "RehearsalState")
  public enum State {
    RUNNING,
    ENDED;

    /** The state as it stands in JSON. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }

  /** What can come of a rehearsal. */
  @Schema(name = "RehearsalOutcome")
  public enum Outcome {
    /** Everything that is pending was applied in the copy. */
    SUCCEEDED,
    /** A migration failed in the copy. */
    FAILED,
    /** Nothing is pending. */
    NOTHING_PENDING,
    /** No run would start, or nothing can be rehearsed here. */
    REFUSED,
    /** Somebody asked for it to be cancelled. */
    CANCELLED,
    /** Its process ended before it did. */
    INTERRUPTED;

    /** The word as it stands in JSON, such as {@code nothing-pending}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Whether it has ended. */
  public boolean hasEnded() {
    return state == State.ENDED;
  }

  /** The same for a caller who asked while it went on already. */
  public Rehearsal asJoined() {
    return with(state, outcome, true, progress);
  }

  /** The same when no process is left that could end it. */
  public Rehearsal asInterrupted() {
    return with(State.ENDED, Outcome.INTERRUPTED, joined, null);
  }

  /** All that a person should decide about. */
  public Stream<Hazard> hazards() {
    return migrations.stream().flatMap(RehearsedMigration::allHazards);
  }

  /** The same for a caller who may not see values of live rows. */
  public Rehearsal withoutValues() {
    return with(
        state,
        outcome,
        joined,
        progress,
        migrations.stream().map(RehearsedMigration::withoutValues).toList());
  }

  private Rehearsal with(
      State otherState, Outcome otherOutcome, boolean isJoined, Progress otherProgress) {
    return with(otherState, otherOutcome, isJoined, otherProgress, migrations);
  }

  private Rehearsal with(
      State otherState,
      Outcome otherOutcome,
      boolean isJoined,
      Progress otherProgress,
      List<RehearsedMigration> otherMigrations) {
    return new Rehearsal(
        id,
        otherState,
        otherOutcome,
        target,
        digest,
        database,
        source,
        server,
        requestedBy,
        isJoined,
        fromVersion,
        toVersion,
        startedAt,
        finishedAt,
        durationMs,
        otherProgress,
        copy,
        counts,
        otherMigrations,
        failure,
        refusal,
        cancelledBy);
  }
}
