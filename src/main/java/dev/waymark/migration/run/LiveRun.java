package dev.waymark.migration.run;

import dev.waymark.migration.Blocker;
import dev.waymark.migration.DriftBefore;
import dev.waymark.migration.HistoryChange;
import dev.waymark.migration.InvalidIndex;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.Progress;
import dev.waymark.migration.Refusal;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.Run.State;
import dev.waymark.migration.RunEvent;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.run.RunListener.EndedStatement;
import dev.waymark.migration.run.RunListener.Lock;
import dev.waymark.migration.run.RunListener.MigrationEnd;
import dev.waymark.migration.store.OngoingRun;
import dev.waymark.verification.report.VerificationSummary;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * A run of this process while it goes on: what is known of it so far, and its events. Safe to be
 * read from any thread.
 */
public final class LiveRun implements OngoingRun {
  private final String id;
  private final Operation operation;
  private final RunRequest request;
  private final Requester requestedBy;
  private final Clock clock;
  private final RunListener listener;
  private Instant startedAt;
  private long startedNanos;
  private boolean waiting;
  private String leadsTo;

  private final List<RunEvent> events = new ArrayList<>();
  private final List<Migration> migrations = new ArrayList<>();
  private String fromVersion;
  private String toVersion;
  private int applied;
  private DriftBefore driftBefore;
  private int retries;
  private Progress progress;
  private List<Blocker> blockedBy = List.of();
  private List<Blocker> lastBlockedBy = List.of();
  private boolean blocked;
  private long blockedSinceNanos;
  private Migration current;
  private boolean transactional;
  private long currentSinceNanos;
  private long statementSinceNanos;
  private Requester cancelledBy;
  private boolean interrupted;
  private Run ended;

  public LiveRun(
      String id,
      Operation operation,
      RunRequest request,
      Requester requestedBy,
      Clock clock,
      RunListener listener) {
    this.id = id;
    this.operation = operation;
    this.request = request;
    this.requestedBy = requestedBy;
    this.clock = clock;
    this.listener = listener;
    this.startedAt = clock.instant();
    this.startedNanos = System.nanoTime();
  }

  /** A run whose turn has not come: it has an id, and may be asked for and cancelled. */
  static LiveRun waiting(
      RunRequest request, Requester requestedBy, Clock clock, RunListener listener) {
    String id = UUID.randomUUID().toString();
    LiveRun run = new LiveRun(id, Operation.MIGRATE, request, requestedBy, clock, listener);
    run.waiting = true;
    return run;
  }

  @Override
  public String id() {
    return id;
  }

  @Override
  public synchronized Run snapshot() {
    State state = waiting ? State.WAITING : State.RUNNING;
    return ended != null ? ended : run(state, null, null, null, null, null, null);
  }

  /** Its turn has come: what it had waited for is no part of it. */
  synchronized void begins() {
    waiting = false;
    leadsTo = null;
    startedAt = clock.instant();
    startedNanos = System.nanoTime();
  }

  @Override
  public synchronized boolean isWaiting() {
    return waiting && ended == null;
  }

  /** Another run does what this one waits to do; null for none any more. */
  synchronized void leadTo(String other) {
    leadsTo = other;
  }

  @Override
  public synchronized Optional<String> leadsTo() {
    return Optional.ofNullable(leadsTo);
  }

  /** Its turn will not come, because of this. */
  synchronized Run endedWaiting(RuntimeException problem) {
    return endedWaiting(Outcome.REFUSED, Refusals.of(problem));
  }

  /** Its turn will not come: nothing was run, and nobody is told of a run. */
  synchronized Run endedWaiting(Outcome outcome, Refusal refusal) {
    if (ended == null) {
      emitEnd(outcome, null, refusal, null);
      ended = run(State.ENDED, outcome, clock.instant(), null, refusal, null, null);
    }
    return ended;
  }

  @Override
  public synchronized List<RunEvent> events(int after, int limit) {
    // The numbers are without gaps and start with 1.
    int from = Math.min(Math.max(after, 0), events.size());
    return List.copyOf(events.subList(from, Math.min(events.size(), from + limit)));
  }

  /** Whether somebody asked for the run to be cancelled. */
  public synchronized boolean isCancelRequested() {
    return cancelledBy != null;
  }

  @Override
  public synchronized void requestCancel(Requester by) {
    if (cancelledBy == null && ended == null) {
      cancelledBy = by;
      emit("cancel-requested", Map.of("by", by));
    }
  }

  /** Whether this process is about to end, or has lost the connection. */
  synchronized boolean isInterrupted() {
    return interrupted;
  }

  synchronized void interrupt() {
    interrupted = true;
  }

  /** Remembers who is in the way of the statement; says whether that is news. */
  public synchronized boolean blockedBy(List<Blocker> blockers) {
    boolean news = !identities(blockers).equals(identities(blockedBy));
    blockedBy = List.copyOf(blockers);
    if (!blockers.isEmpty()) {
      lastBlockedBy = blockedBy;
    }
    if (blockers.isEmpty()) {
      waitingIsOver();
    } else if (!blocked && progress != null) {
      blocked = true;
      blockedSinceNanos = System.nanoTime();
      listener.blocked(true);
    }
    if (news) {
      emit(
          blockers.isEmpty() ? "unblocked" : "blocked",
          blockers.isEmpty() ? Map.of() : Map.of("blockers", blockers));
    }
    return news;
  }

  /** What it is doing now; empty unless it is running a migration. */
  public synchronized Optional<Progress> progress() {
    return Optional.ofNullable(progress);
  }

  /** Remembers what PostgreSQL counts of the statement; the event is sent when the count moved. */
  public synchronized void progressed(Progress counted) {
    if (progress == null || !progress.since().equals(counted.since())) {
      // It was counted of a statement that has ended meanwhile.
      return;
    }
    boolean moved =
        !Objects.equals(progress.phase(), counted.phase())
            || !Objects.equals(progress.percent(), counted.percent());
    progress = counted;
    if (moved) {
      emit("progress", Map.of("progress", counted));
    }
  }

  synchronized void started(String currentVersion, int pending) {
    fromVersion = currentVersion;
    toVersion = currentVersion;
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("currentVersion", currentVersion);
    data.put("pending", pending);
    emit("run-started", data);
  }

  synchronized void drifted(DriftBefore drift) {
    driftBefore = drift;
    emit("drift-found", Map.of("drift", drift));
  }

  synchronized void migrationStarting(Migration migration, boolean inTransaction) {
    current = migration;
    transactional = inTransaction;
    currentSinceNanos = System.nanoTime();
    progress = Progress.at(migration, clock.instant());
    Map<String, Object> data = script(migration);
    data.put("transactional", transactional);
    emit("migration-started", data);
    listener.migrationStarted(migration, transactional);
  }

  synchronized void statementStarting(int number, String sql) {
    progress = progress.statement(number, sql, clock.instant());
    statementSinceNanos = System.nanoTime();
  }

  synchronized void statementDone(Long rows) {
    statementEnded(true);
    if (events.size() >= MOST_EVENTS) {
      return;
    }
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("script", progress.script());
    data.put("statement", progress.statement());
    data.put("sql", progress.sql());
    data.put("durationMs", since(statementSinceNanos).toMillis());
    data.put("rows", rows);
    emit("statement-done", data);
  }

  /** The statement has failed: who blocked it then stays known. */
  synchronized void statementFailed() {
    statementEnded(false);
    progress = null;
  }

  /**
   * The migration that was started last is not applied; null if none was, or it was told before.
   */
  synchronized void migrationFailed(boolean triedAgain) {
    if (current != null) {
      migrationEnded(triedAgain ? MigrationEnd.ROLLED_BACK : MigrationEnd.FAILED, sinceCurrent());
    }
  }

  private void statementEnded(boolean well) {
    waitingIsOver();
    if (progress != null && progress.statement() != null) {
      // No clock that is set back lets a statement end before it began.
      Instant endedAt = progress.since().plus(since(statementSinceNanos));
      listener.statementEnded(
          new EndedStatement(
              progress.statement(), progress.sql(), progress.since(), endedAt, well));
    }
  }

  private void migrationEnded(MigrationEnd end, Duration took) {
    listener.migrationEnded(current, transactional, end, took);
    current = null;
  }

  private Duration sinceCurrent() {
    return since(currentSinceNanos);
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private void waitingIsOver() {
    if (blocked) {
      listener.lockAwaited(Lock.STATEMENT, since(blockedSinceNanos));
      listener.blocked(false);
      blocked = false;
    }
  }

  synchronized void migrationApplied(Migration migration, long durationMs) {
    waitingIsOver();
    progress = null;
    blockedBy = List.of();
    lastBlockedBy = List.of();
    applied++;
    toVersion = migration.version() == null ? toVersion : migration.version();
    migrations.add(migration);
    Map<String, Object> data = script(migration);
    data.put("durationMs", durationMs);
    emit("migration-applied", data);
    migrationEnded(MigrationEnd.APPLIED, Duration.ofMillis(durationMs));
  }

  synchronized void retrying(MigrationFailure failure, int attempt, Duration delay) {
    retries++;
    progress = null;
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("script", failure.script());
    data.put("message", failure.message());
    data.put("attempt", attempt);
    data.put("delayMs", delay.toMillis());
    data.put("blockers", blockedBy);
    emit("lock-timeout-retry", data);
    listener.lockRetried();
  }

  synchronized void leftoverDropped(Migration migration, String namespace, String index) {
    Map<String, Object> data = script(migration);
    data.put("index", namespace + "." + index);
    emit("leftover-dropped", data);
  }

  /** The history says this version now. */
  synchronized void broughtTo(String version) {
    toVersion = version;
  }

  synchronized void historyChanged(HistoryChange change) {
    emit("history-changed", Map.of("change", change));
  }

  /** An earlier attempt of the migration has executed what stands before this statement. */
  synchronized void goesOn(Migration migration, int statement) {
    Map<String, Object> data = script(migration);
    data.put("statement", statement);
    emit("goes-on", data);
  }

  synchronized void alreadyDone(Migration migration, String index) {
    Map<String, Object> data = script(migration);
    data.put("index", index);
    emit("already-done", data);
  }

  /** The end: nothing changes after it. */
  synchronized Run ended(
      Outcome outcome,
      MigrationStatus after,
      List<Migration> all,
      MigrationFailure failure,
      Refusal refusal,
      List<InvalidIndex> invalidIndexes,
      VerificationSummary verification) {
    if (after != null) {
      toVersion = after.currentVersion();
    }
    if (all != null) {
      migrations.clear();
      migrations.addAll(all);
    }
    waitingIsOver();
    progress = null;
    if (failure == null) {
      blockedBy = List.of();
    } else if (failure.passes()) {
      // Who was in the way the last time may not have been seen when it was tried once more.
      blockedBy = lastBlockedBy;
    }
    emitEnd(outcome, failure, refusal, verification);
    ended =
        run(State.ENDED, outcome, clock.instant(), failure, refusal, invalidIndexes, verification);
    listener.runEnded(ended);
    return ended;
  }

  private void emitEnd(
      Outcome outcome,
      MigrationFailure failure,
      Refusal refusal,
      VerificationSummary verification) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("outcome", outcome.code());
    data.put("applied", applied);
    data.put("toVersion", toVersion);
    if (failure != null) {
      data.put("failure", failure);
    }
    if (refusal != null) {
      data.put("refusal", refusal);
    }
    if (verification != null) {
      data.put("verification", verification);
    }
    emit("run-ended", data);
  }

  private Run run(
      State state,
      Outcome outcome,
      Instant finishedAt,
      MigrationFailure failure,
      Refusal refusal,
      List<InvalidIndex> invalidIndexes,
      VerificationSummary verification) {
    return new Run(
        id,
        operation,
        state,
        outcome,
        request.normalTarget(),
        request.reason(),
        requestedBy,
        fromVersion,
        toVersion,
        startedAt,
        finishedAt,
        finishedAt == null ? null : since(startedNanos).toMillis(),
        false,
        null,
        null,
        applied,
        driftBefore,
        List.copyOf(migrations),
        retries,
        progress,
        blockedBy.isEmpty() ? null : blockedBy,
        failure,
        refusal,
        cancelledBy,
        invalidIndexes,
        verification);
  }

  private void emit(String type, Map<String, Object> data) {
    events.add(new RunEvent(events.size() + 1, clock.instant(), type, data));
  }

  private static Map<String, Object> script(Migration migration) {
    Map<String, Object> data = new LinkedHashMap<>();
    data.put("script", migration.script());
    data.put("version", migration.version());
    return data;
  }

  private static List<String> identities(List<Blocker> blockers) {
    return blockers.stream().map(Blocker::identity).sorted().toList();
  }
}
