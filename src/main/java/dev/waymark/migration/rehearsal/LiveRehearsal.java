package dev.waymark.migration.rehearsal;

import dev.waymark.database.ScratchDatabase;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.Progress;
import dev.waymark.migration.Refusal;
import dev.waymark.migration.Requester;
import dev.waymark.migration.plan.Plan;
import dev.waymark.migration.plan.PlannedMigration;
import dev.waymark.migration.rehearsal.Rehearsal.Outcome;
import dev.waymark.migration.rehearsal.Rehearsal.State;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** A rehearsal that goes on in this process, as others see it, and how they end it. */
public final class LiveRehearsal {
  private static final String QUERY_CANCELED = "57014";

  private final String id = UUID.randomUUID().toString();
  private final String target;
  private final Requester requestedBy;
  private final Clock clock;
  private final Instant startedAt;
  private final long sinceNanos = System.nanoTime();
  private Plan plan;
  private Progress progress;
  private ScratchDatabase scratch;
  private Requester cancelledBy;
  private boolean stopped;
  private Rehearsal ended;

  /**
   * One that begins now.
   *
   * @param target the version to stop at; null means the latest
   * @param requestedBy who asked for it
   */
  public LiveRehearsal(String target, Requester requestedBy, Clock clock) {
    this.target = target;
    this.requestedBy = requestedBy;
    this.clock = clock;
    this.startedAt = clock.instant();
  }

  /** Its own. */
  public String id() {
    return id;
  }

  /** The version to stop at; null means the latest. */
  public String target() {
    return target;
  }

  /** As it stands, or as it ended. */
  public synchronized Rehearsal snapshot() {
    return ended != null
        ? ended
        : rehearsal(State.RUNNING, null, null, null, List.of(), null, null);
  }

  /**
   * Somebody asks for its end: the database in which it takes place is dropped under it.
   *
   * @return whether it had not ended yet
   */
  public boolean cancel(Requester by) {
    ScratchDatabase dropped;
    synchronized (this) {
      if (ended != null) {
        return false;
      }
      if (cancelledBy == null) {
        cancelledBy = by;
      }
      dropped = scratch;
    }
    drop(dropped);
    return true;
  }

  /** Ends it as {@link #cancel} does, because its process ends. */
  public void stop() {
    ScratchDatabase dropped;
    synchronized (this) {
      stopped = true;
      dropped = scratch;
    }
    drop(dropped);
  }

  private static void drop(ScratchDatabase dropped) {
    if (dropped != null) {
      dropped.abandon();
    }
  }

  /** Whether somebody wanted its end before it came. */
  public synchronized boolean isToEnd() {
    return cancelledBy != null || stopped;
  }

  synchronized void planned(Plan known) {
    plan = known;
  }

  /**
   * From now on it takes place there.
   *
   * @throws SQLException if it is to end
   */
  synchronized void enters(ScratchDatabase database) throws SQLException {
    requireWanted();
    scratch = database;
  }

  /** It does not use its database any more. */
  synchronized void leaves() {
    scratch = null;
    progress = null;
  }

  /**
   * Goes on only if no caller wants its end.
   *
   * @throws SQLException if one does
   */
  synchronized void requireWanted() throws SQLException {
    if (isToEnd()) {
      throw new SQLException("The rehearsal was cancelled", QUERY_CANCELED);
    }
  }

  /** A script is about to be tried. */
  synchronized void tries(String script) {
    List<PlannedMigration> migrations = plan == null ? List.of() : plan.migrations();
    for (int index = 0; index < migrations.size(); index++) {
      PlannedMigration migration = migrations.get(index);
      if (migration.script().equals(script)) {
        progress =
            new Progress(
                script,
                migration.version(),
                index + 1,
                migrations.size(),
                null,
                null,
                null,
                clock.instant(),
                null,
                null,
                null,
                null,
                null);
      }
    }
  }

  /** One of the script's statements is about to be tried. */
  synchronized void tries(int number) {
    if (progress == null) {
      return;
    }
    var statements = plan.migrations().get(progress.migration() - 1).statements();
    if (number <= statements.size()) {
      progress =
          progress.statement(
              number, statements.size(), statements.get(number - 1).sql(), clock.instant());
    }
  }

  /** The end that its work came to; nothing is ended yet. */
  synchronized Rehearsal result(
      Outcome outcome,
      Copied copy,
      Plan.Counts counts,
      List<RehearsedMigration> migrations,
      MigrationFailure failure) {
    return rehearsal(State.ENDED, outcome, copy, counts, migrations, failure, null);
  }

  /** It has ended as its work came to its end, unless somebody had wanted that. */
  public synchronized Rehearsal ends(Rehearsal result) {
    return isToEnd() ? endsEarly() : over(result);
  }

  /** It has ended because nothing could be tried, or somebody had wanted its end. */
  public synchronized Rehearsal ends(Refusal refusal) {
    return isToEnd()
        ? endsEarly()
        : over(rehearsal(State.ENDED, Outcome.REFUSED, null, null, List.of(), null, refusal));
  }

  /** It has ended because Waymark failed, or somebody had wanted its end. */
  public synchronized Rehearsal ends(MigrationFailure failure) {
    return isToEnd()
        ? endsEarly()
        : over(rehearsal(State.ENDED, Outcome.FAILED, null, null, List.of(), failure, null));
  }

  private Rehearsal endsEarly() {
    Outcome outcome = cancelledBy != null ? Outcome.CANCELLED : Outcome.INTERRUPTED;
    return over(rehearsal(State.ENDED, outcome, null, null, List.of(), null, null));
  }

  private Rehearsal over(Rehearsal end) {
    ended = end;
    return end;
  }

  private Rehearsal rehearsal(
      State state,
      Outcome outcome,
      Copied copy,
      Plan.Counts counts,
      List<RehearsedMigration> migrations,
      MigrationFailure failure,
      Refusal refusal) {
    boolean over = state == State.ENDED;
    return new Rehearsal(
        id,
        state,
        outcome,
        target,
        plan == null ? null : plan.digest(),
        plan == null ? null : plan.database(),
        plan == null ? null : plan.source(),
        plan == null ? null : plan.server(),
        requestedBy,
        false,
        plan == null ? null : plan.fromVersion(),
        plan == null ? null : plan.toVersion(),
        startedAt,
        over ? clock.instant() : null,
        over ? (System.nanoTime() - sinceNanos) / 1_000_000 : null,
        over ? null : progress,
        copy,
        counts != null ? counts : plan != null ? plan.counts() : new Plan.Counts(0, 0, 0),
        migrations,
        failure,
        refusal,
        cancelledBy);
  }
}
