package dev.waymark.migration;

import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An event of a run as it is kept and sent.
 *
 * @param sequence its place in the run, from 1, without gaps
 * @param at when it happened
 * @param type what happened: {@code migration-started}, {@code blocked}, ...
 * @param data what belongs to the type: a {@link RunEvent.Kept}, or the same as it was read from
 *     the database, where a newer Waymark may have written it
 */
@Schema(
    name = "RunEvent",
    requiredProperties = {"sequence", "at", "type", "data"})
public record RecordedEvent(
    int sequence,
    Instant at,
    @Schema(
            enumeration = {
              "run-started",
              "drift-found",
              "migration-started",
              "statement-done",
              "progress",
              "blocked",
              "unblocked",
              "lock-timeout-retry",
              "leftover-dropped",
              "goes-on",
              "already-done",
              "migration-applied",
              "cancel-requested",
              "history-changed",
              "run-ended"
            })
        String type,
    @Schema(
            anyOf = {
              RunEvent.RunStarted.class,
              RunEvent.DriftFound.class,
              RunEvent.MigrationStarted.class,
              RunEvent.StatementDone.class,
              RunEvent.Progressed.class,
              RunEvent.Blocked.class,
              RunEvent.Unblocked.class,
              RunEvent.LockTimeoutRetry.class,
              RunEvent.LeftoverDropped.class,
              RunEvent.GoesOn.class,
              RunEvent.AlreadyDone.class,
              RunEvent.MigrationApplied.class,
              RunEvent.CancelRequested.class,
              RunEvent.HistoryChanged.class,
              RunEvent.RunEnded.class
            })
        Object data) {

  /** An event of this process. */
  public static RecordedEvent of(int sequence, Instant at, RunEvent.Kept event) {
    return new RecordedEvent(sequence, at, event.type(), event);
  }
}
