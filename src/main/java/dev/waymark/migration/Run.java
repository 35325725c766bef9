package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.waymark.verification.report.VerificationSummary;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.function.Consumer;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One attempt to bring a database to a target version, as it stands or as it ended.
 *
 * @param id identifies the run
 * @param operation what it does
 * @param state whether it waits for its turn, runs or has ended
 * @param outcome how it ended; null while it runs
 * @param target the version that was asked for; null for the latest
 * @param targetVersion the version that it brings the database to; null until that is known, and
 *     where there is none
 * @param reason why it was asked for; null if that was not said
 * @param plan the digest of the plan that alone it was to run; null for whatever was pending
 * @param requestedBy who asked for it first
 * @param fromVersion the current version before; null if there was none
 * @param toVersion the current version afterwards; null if there is none
 * @param ahead how many migrations were applied before it that its scripts do not know, such as by
 *     a newer release; null if there were none
 * @param startedAt when it started; while it waits, since when
 * @param finishedAt when it ended; null while it runs, and where no process was left to look
 * @param durationMs how long it took, in milliseconds; null where the end is not known
 * @param joined whether the caller got the answer of a run that another had asked for
 * @param replayed true where this was the answer to the same Idempotency-Key before; null elsewhere
 * @param continuedBy the id of the run that went on with the same Idempotency-Key, because this one
 *     was interrupted or had to be refused for a reason that passes; null if none did
 * @param applied how many migrations it applied
 * @param driftBefore what was not as recorded before this run applied anything, and is still
 *     reported afterwards unless the run changed it; null if there was nothing, or nothing to
 *     compare with
 * @param migrations what it applied, in order; then what failed; then what was not started
 * @param retries how often a migration was rolled back because a lock could not be had in time, and
 *     tried again
 * @param progress what it is doing now; null unless it is running a migration
 * @param nextTry what it pauses for, after it was rolled back because of a lock; null while nothing
 *     was, and while it is being tried
 * @param blockedBy who holds the lock it waits for, or that it gave up on; null if there is none
 * @param failure where and why it failed; null if it did not
 * @param refusal why it was refused before its first statement; null if it was not
 * @param cancelledBy who asked for it to be cancelled; null if no caller did
 * @param invalidIndexes the indexes that were invalid afterwards, whatever left them; null if it
 *     did not get that far
 * @param verification what verifying afterwards found; null if it failed, or was not asked to
 */
@Schema(
    requiredProperties = {
      "id",
      "operation",
      "state",
      "outcome",
      "requestedBy",
      "fromVersion",
      "toVersion",
      "startedAt",
      "joined",
      "applied",
      "migrations",
      "retries"
    },
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Run(
    String id,
    Operation operation,
    State state,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) Outcome outcome,
    String target,
    String targetVersion,
    String reason,
    String plan,
    Requester requestedBy,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) String fromVersion,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) String toVersion,
    Integer ahead,
    Instant startedAt,
    Instant finishedAt,
    Long durationMs,
    boolean joined,
    Boolean replayed,
    String continuedBy,
    int applied,
    DriftBefore driftBefore,
    List<Migration> migrations,
    int retries,
    Progress progress,
    NextTry nextTry,
    List<Blocker> blockedBy,
    MigrationFailure failure,
    Refusal refusal,
    Requester cancelledBy,
    List<InvalidIndex> invalidIndexes,
    VerificationSummary verification) {

  /** What a run can do. */
  @Schema(name = "RunOperation")
  public enum Operation {
    /** Applies what is pending. */
    MIGRATE,
    /** Flyway's repair of the history. */
    REPAIR,
    /** Flyway's baseline of a database that was made without it. */
    BASELINE;

    /** The operation as it stands in JSON. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The operation of a word of {@link #code}. */
    @JsonCreator
    public static Operation of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** Where a run is in its life. */
  @Schema(name = "RunState")
  public enum State {
    /** It was asked for, and another run holds the lock. */
    WAITING,
    /** Its backend holds the lock. */
    RUNNING,
    /** It has an outcome. */
    ENDED;

    /** The state as it stands in JSON. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }

    /** The state of a word of {@link #code}. */
    @JsonCreator
    public static State of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT));
    }
  }

  /** How a run can end. */
  @Schema(name = "RunOutcome")
  public enum Outcome {
    /** Everything that was pending is applied. */
    SUCCEEDED,
    /** Nothing was pending. */
    NOTHING_PENDING,
    /** A migration failed; those before it stay applied. */
    FAILED,
    /** Something was wrong before the first statement; nothing was run. */
    REFUSED,
    /** Somebody asked for it to be cancelled; what was applied before stays. */
    CANCELLED,
    /** Its process, its connection or its server was gone before it ended. */
    INTERRUPTED;

    /** The outcome as it stands in JSON, such as {@code nothing-pending}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    /** The outcome of a word of {@link #code}. */
    @JsonCreator
    public static Outcome of(String code) {
      return valueOf(code.toUpperCase(Locale.ROOT).replace('-', '_'));
    }
  }

  /**
   * A run that waits for its turn, since this moment.
   *
   * @param request what is asked for
   * @param by who requested it
   */
  public static Run waiting(
      String id, Operation operation, RunRequest request, Requester by, Instant since) {
    return new Run(
        id,
        operation,
        State.WAITING,
        null,
        request.normalTarget(),
        null,
        request.reason(),
        request.plan(),
        by,
        null,
        null,
        null,
        since,
        null,
        null,
        false,
        null,
        null,
        0,
        null,
        List.of(),
        0,
        null,
        null,
        null,
        null,
        null,
        null,
        null,
        null);
  }

  /** The run after something has happened in it: nothing changes after the end. */
  public Run after(RunEvent event, Instant at) {
    return state == State.ENDED ? this : event.change(this, at);
  }

  Run changed(Consumer<RunChange> what) {
    RunChange change = new RunChange(this);
    what.accept(change);
    return change.made();
  }

  /**
   * Whether a run that has ended answers a client that asks for the same again with the same key.
   * What was cut off, or could not be done for a reason that passes, is no answer: another run goes
   * on with it.
   */
  public boolean answersItsKey() {
    return switch (outcome) {
      case SUCCEEDED, NOTHING_PENDING, CANCELLED -> true;
      case FAILED -> !failure.passes();
      case REFUSED -> !refusal.passes();
      case INTERRUPTED -> false;
    };
  }

  /** The same run, for a client that joined it. */
  public Run asJoined() {
    return changed(it -> it.joined = true);
  }

  /** The same run again, for a client that asked with the same key before. */
  public Run asReplayed() {
    return changed(it -> it.replayed = true);
  }

  /** The same run, which another one went on with; null for none. */
  public Run asContinuedBy(String other) {
    return changed(it -> it.continuedBy = other);
  }

  /** The same run, whose process was gone before it could write an end. */
  public Run asInterrupted() {
    return changed(
        it -> {
          it.state = State.ENDED;
          it.outcome = Outcome.INTERRUPTED;
          it.progress = null;
          it.nextTry = null;
        });
  }
}
