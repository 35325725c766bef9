package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.annotation.JsonSerialize;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.Run.State;
import dev.waymark.verification.report.VerificationSummary;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Something that happened in a run, and what it changes of the run: a closed set, and the only way
 * in which a run changes ({@link Run#after}). What a client, a metric or a trace shows of a run
 * comes from these.
 */
public sealed interface RunEvent {

  /** The run after this has happened in it. */
  Run change(Run run, Instant at);

  /** One that is kept with the run, and sent to the clients that follow it. */
  sealed interface Kept extends RunEvent {
    /** Its name in JSON, such as {@code migration-started}; docs list them all. */
    String type();

    @Override
    default Run change(Run run, Instant at) {
      return run;
    }
  }

  /** One that changes how the run stands, and is not kept. */
  sealed interface Passing extends RunEvent {}

  /** The run holds the lock: what it had waited for is no part of it. */
  record Begun() implements Passing {
    @Override
    public Run change(Run run, Instant at) {
      return run.changed(
          it -> {
            it.state = State.RUNNING;
            it.startedAt = at;
          });
    }
  }

  /**
   * The run knows where the database stands.
   *
   * @param currentVersion the version before; null if there was none
   * @param targetVersion the version that the run brings the database to; null if there is none
   * @param pending how many migrations are pending
   * @param ahead how many are applied that the scripts do not know
   */
  @Schema(
      name = "RunStartedEvent",
      requiredProperties = {"currentVersion", "targetVersion", "pending", "ahead"})
  record RunStarted(
      @Schema(nullable = true) String currentVersion,
      @Schema(nullable = true) String targetVersion,
      int pending,
      int ahead)
      implements Kept {
    @Override
    public String type() {
      return "run-started";
    }

    @Override
    public Run change(Run run, Instant at) {
      return run.changed(
          it -> {
            it.fromVersion = currentVersion;
            it.targetVersion = targetVersion;
            it.toVersion = currentVersion;
            it.ahead = ahead == 0 ? null : ahead;
          });
    }
  }

  /** Something was not as it is expected, before the run applied anything. */
  @Schema(
      name = "DriftFoundEvent",
      requiredProperties = {"drift"})
  record DriftFound(DriftBefore drift) implements Kept {
    @Override
    public String type() {
      return "drift-found";
    }

    @Override
    public Run change(Run run, Instant at) {
      return run.changed(it -> it.driftBefore = drift);
    }
  }

  /**
   * A migration is about to start.
   *
   * @param migration which of the run's, from 1
   * @param migrations how many the run has to apply
   */
  @Schema(
      name = "MigrationStartedEvent",
      requiredProperties = {"script", "version", "transactional", "migration", "migrations"})
  record MigrationStarted(
      String script,
      @Schema(nullable = true) String version,
      boolean transactional,
      int migration,
      int migrations)
      implements Kept {
    @Override
    public String type() {
      return "migration-started";
    }

    @Override
    public Run change(Run run, Instant at) {
      return run.changed(
          it -> {
            it.progress = Progress.at(this, at);
            it.nextTry = null;
          });
    }
  }

  /**
   * A statement of the migration is about to start.
   *
   * @param number which of its script's, from 1
   * @param statements how many its script has
   * @param sql its beginning, secrets masked
   */
  record StatementStarted(int number, int statements, String sql) implements Passing {
    @Override
    public Run change(Run run, Instant at) {
      return run.changed(it -> it.progress = it.progress.statement(number, statements, sql, at));
    }
  }

  /**
   * A statement has ended well.
   *
   * @param statement which of its script's, from 1
   * @param statements how many its script has
   * @param sql its beginning, secrets masked
   * @param rows how many rows it touched; null where that is not counted
   * @param startedAt when it was started
   * @param took how long it took, exactly
   */
  @Schema(
      name = "StatementDoneEvent",
      requiredProperties = {"script", "statement", "statements", "sql", "durationMs", "rows"})
  record StatementDone(
      String script,
      int statement,
      int statements,
      String sql,
      long durationMs,
      @Schema(nullable = true) Long rows,
      @JsonIgnore Instant startedAt,
      @JsonIgnore Duration took)
      implements Kept {
    @Override
    public String type() {
      return "statement-done";
    }
  }

  /**
   * A statement has failed, or was cut off.
   *
   * @param statement which of its script's, from 1
   * @param sql its beginning, secrets masked
   * @param startedAt when it was started
   * @param took how long it took, exactly
   */
  record StatementFailed(int statement, String sql, Instant startedAt, Duration took)
      implements Passing {
    @Override
    public Run change(Run run, Instant at) {
      return run.changed(it -> it.progress = null);
    }
  }

  /** PostgreSQL's count of the statement has moved. */
  @Schema(
      name = "ProgressedEvent",
      requiredProperties = {"progress"})
  record Progressed(Progress progress) implements Kept {
    @Override
    public String type() {
      return "progress";
    }

    @Override
    public Run change(Run run, Instant at) {
      return run.changed(it -> it.progress = progress);
    }
  }

  /** PostgreSQL was asked again how far the statement is, and says the same in other numbers. */
  record ProgressSeen(Progress progress) implements Passing {
    @Override
    public Run change(Run run, Instant at) {
      return run.changed(it -> it.progress = progress);
    }
  }

  /** A statement waits for a lock that these hold. */
  @Schema(
      name = "BlockedEvent",
      requiredProperties = {"blockers"})
  record Blocked(List<Blocker> blockers) implements Kept {
    @Override
    public String type() {
      return "blocked";
    }

    @Override
    public Run change(Run run, Instant at) {
      return run.changed(it -> it.blockedBy = blockers);
    }
  }

  /** The same still hold the lock; what they do may be something else by now. */
  record BlockersSeen(List<Blocker> blockers) implements Passing {
    @Override
    public Run change(Run run, Instant at) {
      return run.changed(it -> it.blockedBy = blockers);
    }
  }

  /** The statement no longer waits for a lock. */
  @Schema(name = "UnblockedEvent")
  @JsonSerialize
  record Unblocked() implements Kept {
    @Override
    public String type() {
      return "unblocked";
    }

    @Override
    public Run change(Run run, Instant at) {
      return run.changed(it -> it.blockedBy = List.of());
    }
  }

  /** A statement of the run was seen to wait for a lock. */
  record LockWaitBegan() implements Passing {
    @Override
    public Run change(Run run, Instant at) {
      return run;
    }
  }

  /** The wait for a lock is over, whether or not the statement got it. */
  record LockWaitEnded(Duration waited) implements Passing {
    @Override
    public Run change(Run run, Instant at) {
      return run;
    }
  }

  /**
   * A migration was rolled back because of a lock, and is tried again.
   *
   * @param attempt which attempt it was, from 1
   * @param attempts how many there are at most
   * @param delayMs the pause before the next
   * @param blockers who held the lock; empty if no holder was seen
   */
  @Schema(
      name = "LockTimeoutRetryEvent",
      requiredProperties = {"script", "message", "attempt", "attempts", "delayMs", "blockers"})
  record LockTimeoutRetry(
      String script,
      @JsonInclude(JsonInclude.Include.NON_NULL) String version,
      String message,
      int attempt,
      int attempts,
      long delayMs,
      List<Blocker> blockers)
      implements Kept {
    @Override
    public String type() {
      return "lock-timeout-retry";
    }

    @Override
    public Run change(Run run, Instant at) {
      return run.changed(
          it -> {
            it.retries++;
            it.progress = null;
            it.nextTry =
                new NextTry(
                    script, version, attempt + 1, attempts, delayMs, at.plusMillis(delayMs));
          });
    }
  }

  /** What an earlier attempt of the migration had left half-built was dropped. */
  @Schema(
      name = "LeftoverDroppedEvent",
      requiredProperties = {"script", "version", "index"})
  record LeftoverDropped(String script, @Schema(nullable = true) String version, String index)
      implements Kept {
    @Override
    public String type() {
      return "leftover-dropped";
    }
  }

  /** An earlier attempt of the migration has executed what stands before this statement. */
  @Schema(
      name = "GoesOnEvent",
      requiredProperties = {"script", "version", "statement"})
  record GoesOn(String script, @Schema(nullable = true) String version, int statement)
      implements Kept {
    @Override
    public String type() {
      return "goes-on";
    }
  }

  /** A statement was left out, because an earlier attempt had done it. */
  @Schema(
      name = "AlreadyDoneEvent",
      requiredProperties = {"script", "version", "index"})
  record AlreadyDone(String script, @Schema(nullable = true) String version, String index)
      implements Kept {
    @Override
    public String type() {
      return "already-done";
    }
  }

  /** A migration is applied and recorded. */
  @Schema(
      name = "MigrationAppliedEvent",
      requiredProperties = {"script", "version", "durationMs"})
  record MigrationApplied(
      String script,
      @Schema(nullable = true) String version,
      long durationMs,
      @JsonIgnore Migration migration,
      @JsonIgnore boolean transactional)
      implements Kept {
    @Override
    public String type() {
      return "migration-applied";
    }

    @Override
    public Run change(Run run, Instant at) {
      return run.changed(
          it -> {
            it.progress = null;
            it.blockedBy = List.of();
            it.applied++;
            it.toVersion = version == null ? it.toVersion : version;
            it.migrations = new ArrayList<>(it.migrations);
            it.migrations.add(migration.applied(durationMs));
          });
    }
  }

  /** The migration that was started last is not applied. */
  record MigrationStopped(Migration migration, boolean transactional, Stop stop, Duration took)
      implements Passing {
    @Override
    public Run change(Run run, Instant at) {
      return run.changed(it -> it.progress = null);
    }
  }

  /** Why a migration that was started is not applied. */
  enum Stop {
    /** It was rolled back because PostgreSQL did not get a lock in time, and is tried again. */
    ROLLED_BACK,
    /** It failed, was cancelled, or was cut off. */
    FAILED;

    /** The word for metrics, such as {@code rolled-back}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** Somebody asked for the run to be cancelled. */
  @Schema(
      name = "CancelRequestedEvent",
      requiredProperties = {"by"})
  record CancelRequested(Requester by) implements Kept {
    @Override
    public String type() {
      return "cancel-requested";
    }

    @Override
    public Run change(Run run, Instant at) {
      return run.changed(it -> it.cancelledBy = by);
    }
  }

  /** A repair has changed a row of the history. */
  @Schema(
      name = "HistoryChangedEvent",
      requiredProperties = {"change"})
  record HistoryChanged(HistoryChange change) implements Kept {
    @Override
    public String type() {
      return "history-changed";
    }
  }

  /** A baseline says that the database is at this version. */
  record BroughtTo(String version) implements Passing {
    @Override
    public Run change(Run run, Instant at) {
      return run.changed(it -> it.toVersion = version);
    }
  }

  /**
   * The run has ended.
   *
   * @param outcome how
   * @param applied how many migrations it applied
   * @param toVersion the version afterwards; null if there is none
   * @param failure why it failed; null if it did not
   * @param refusal why it was refused; null if it was not
   * @param verification what verifying afterwards found; null if nothing was verified
   * @param end all that is known of the end
   * @param lastBlockers who was in the way of the current migration last; empty for none
   * @param took how long the run took; how long it waited where its turn never came
   */
  @Schema(
      name = "RunEndedEvent",
      requiredProperties = {"outcome", "applied", "toVersion"})
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record RunEnded(
      Outcome outcome,
      int applied,
      @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) String toVersion,
      MigrationFailure failure,
      Refusal refusal,
      VerificationSummary verification,
      @JsonIgnore End end,
      @JsonIgnore List<Blocker> lastBlockers,
      @JsonIgnore Duration took)
      implements Kept {

    /** The end of a run as it stands. */
    public static RunEnded of(Run run, End end, List<Blocker> lastBlockers, Duration took) {
      return new RunEnded(
          end.outcome(),
          run.applied(),
          end.after().map(End.After::version).orElse(run.toVersion()),
          end.failure(),
          end.refusal(),
          end.verification(),
          end,
          lastBlockers,
          took);
    }

    @Override
    public String type() {
      return "run-ended";
    }

    @Override
    public Run change(Run run, Instant at) {
      return run.changed(
          it -> {
            it.state = State.ENDED;
            it.outcome = outcome;
            it.finishedAt = at;
            it.durationMs = took.toMillis();
            it.toVersion = toVersion;
            end.after().ifPresent(after -> it.migrations = after.migrations());
            it.progress = null;
            it.nextTry = null;
            it.blockedBy = stillBlocking(it.blockedBy);
            it.failure = failure;
            it.refusal = refusal;
            it.invalidIndexes = end.invalidIndexes();
            it.verification = verification;
          });
    }

    /** Who was in the way the last time may not have been seen when it was tried once more. */
    private List<Blocker> stillBlocking(List<Blocker> now) {
      if (failure == null) {
        return List.of();
      }
      return failure.passes() ? lastBlockers : now;
    }
  }
}
