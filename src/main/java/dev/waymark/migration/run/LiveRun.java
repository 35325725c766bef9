package dev.waymark.migration.run;

import dev.waymark.migration.Blocker;
import dev.waymark.migration.End;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.Progress;
import dev.waymark.migration.RecordedEvent;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.State;
import dev.waymark.migration.RunEvent;
import dev.waymark.migration.RunEvent.Begun;
import dev.waymark.migration.RunEvent.Blocked;
import dev.waymark.migration.RunEvent.BlockersSeen;
import dev.waymark.migration.RunEvent.CancelRequested;
import dev.waymark.migration.RunEvent.LockTimeoutRetry;
import dev.waymark.migration.RunEvent.LockWaitBegan;
import dev.waymark.migration.RunEvent.LockWaitEnded;
import dev.waymark.migration.RunEvent.MigrationApplied;
import dev.waymark.migration.RunEvent.MigrationStarted;
import dev.waymark.migration.RunEvent.MigrationStopped;
import dev.waymark.migration.RunEvent.ProgressSeen;
import dev.waymark.migration.RunEvent.Progressed;
import dev.waymark.migration.RunEvent.RunEnded;
import dev.waymark.migration.RunEvent.RunStarted;
import dev.waymark.migration.RunEvent.StatementDone;
import dev.waymark.migration.RunEvent.StatementFailed;
import dev.waymark.migration.RunEvent.StatementStarted;
import dev.waymark.migration.RunEvent.Stop;
import dev.waymark.migration.RunEvent.Unblocked;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.store.OngoingRun;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;

/**
 * A run of this process while it goes on. Whatever happens in it is a {@link RunEvent}, decided one
 * at a time under the run's monitor; listeners are notified outside of it. Safe to be used from any
 * thread.
 */
public final class LiveRun implements OngoingRun {
  private final Clock clock;
  private final RunListener listener;
  private final List<RecordedEvent> events = new ArrayList<>();
  private Run run;
  private boolean begun;
  private int recorded;
  private boolean eventsReleased;
  private String leadsTo;
  private boolean interrupted;
  private List<Blocker> lastBlockers = List.of();

  // Durations are measured by a clock that is never set back.
  private long sinceNanos = System.nanoTime();
  private long waitingSinceNanos;
  private boolean waitsForLock;
  private CurrentMigration migration;
  private int pending;
  private boolean statementRuns;
  private long statementSinceNanos;

  private record CurrentMigration(Migration migration, boolean transactional, long sinceNanos) {}

  /** A run whose turn has not come: it has an id, and may be asked for and cancelled. */
  public LiveRun(
      Operation operation, RunRequest request, Requester by, Clock clock, RunListener listener) {
    this.clock = clock;
    this.listener = listener;
    this.run = Run.waiting(UUID.randomUUID().toString(), operation, request, by, clock.instant());
  }

  @Override
  public String id() {
    return snapshot().id();
  }

  @Override
  public synchronized Run snapshot() {
    return run;
  }

  @Override
  public synchronized boolean isWaiting() {
    return run.state() == State.WAITING;
  }

  @Override
  public synchronized Optional<String> leadsTo() {
    return Optional.ofNullable(leadsTo);
  }

  /** Another run does what this one waits to do; null for none any more. */
  synchronized void leadTo(String other) {
    leadsTo = other;
  }

  @Override
  public synchronized List<RecordedEvent> events(int after, int limit) {
    // The numbers are without gaps and start with 1.
    int from = Math.min(Math.max(after, 0), events.size());
    return List.copyOf(events.subList(from, Math.min(events.size(), from + limit)));
  }

  @Override
  public synchronized void releaseEvents() {
    events.clear();
    eventsReleased = true;
  }

  @Override
  public synchronized boolean hasReleasedEvents() {
    return eventsReleased;
  }

  /** Whether somebody asked for the run to be cancelled. */
  public synchronized boolean isCancelRequested() {
    return run.cancelledBy() != null;
  }

  @Override
  public void requestCancel(Requester by) {
    happens(
        it -> {
          if (run.cancelledBy() == null) {
            it.accept(new CancelRequested(by));
          }
        });
  }

  /** Whether this process is about to end, or has lost the connection. */
  synchronized boolean isInterrupted() {
    return interrupted;
  }

  synchronized void interrupt() {
    interrupted = true;
  }

  /** What it is doing now; empty unless it is running a migration. */
  public synchronized Optional<Progress> progress() {
    return Optional.ofNullable(run.progress());
  }

  /** Its turn has come: what it had waited for is no part of it. */
  void begins() {
    happens(
        it -> {
          leadsTo = null;
          begun = true;
          sinceNanos = System.nanoTime();
          it.accept(new Begun());
        });
  }

  /** The run knows where the database stands. */
  void starts(RunStarted started) {
    happens(
        it -> {
          pending = started.pending();
          it.accept(started);
        });
  }

  /** Something happened that needs no more than its event. */
  void happened(RunEvent event) {
    happens(it -> it.accept(event));
  }

  /** Remembers who is in the way of the statement; returns whether that is news. */
  public boolean blockedBy(List<Blocker> blockers) {
    AtomicBoolean news = new AtomicBoolean();
    happens(
        it -> {
          List<Blocker> before = run.blockedBy() == null ? List.of() : run.blockedBy();
          news.set(!identities(blockers).equals(identities(before)));
          if (blockers.isEmpty()) {
            waitingIsOver(it);
          } else {
            lastBlockers = List.copyOf(blockers);
            if (!waitsForLock && run.progress() != null) {
              waitsForLock = true;
              waitingSinceNanos = System.nanoTime();
              it.accept(new LockWaitBegan());
            }
          }
          if (news.get()) {
            it.accept(blockers.isEmpty() ? new Unblocked() : new Blocked(blockers));
          } else if (!blockers.equals(before)) {
            it.accept(new BlockersSeen(blockers));
          }
        });
    return news.get();
  }

  /** Remembers what PostgreSQL counts of the statement; it is kept when the count moved. */
  public void progressed(Progress counted) {
    happens(
        it -> {
          Progress now = run.progress();
          // Else it was counted of a statement that has ended meanwhile.
          if (now != null && now.since().equals(counted.since()) && !now.equals(counted)) {
            boolean moved =
                !Objects.equals(now.phase(), counted.phase())
                    || !Objects.equals(now.percent(), counted.percent());
            it.accept(moved ? new Progressed(counted) : new ProgressSeen(counted));
          }
        });
  }

  void migrationStarting(Migration starting, boolean inTransaction) {
    happens(
        it -> {
          migration = new CurrentMigration(starting, inTransaction, System.nanoTime());
          int number = run.applied() + 1;
          it.accept(
              new MigrationStarted(
                  starting.script(),
                  starting.version(),
                  inTransaction,
                  number,
                  Math.max(number, pending)));
        });
  }

  /**
   * @param number which of the script's, from 1
   * @param of how many the script has
   */
  void statementStarting(int number, int of, String sql) {
    happens(
        it -> {
          statementRuns = true;
          statementSinceNanos = System.nanoTime();
          it.accept(new StatementStarted(number, Math.max(number, of), sql));
        });
  }

  /**
   * @param rows how many rows it touched; null where that is not counted
   */
  void statementDone(Long rows) {
    happens(
        it -> {
          waitingIsOver(it);
          Progress place = run.progress();
          Duration took = since(statementSinceNanos);
          statementRuns = false;
          unblocked(it);
          it.accept(
              new StatementDone(
                  place.script(),
                  place.statement(),
                  place.statements(),
                  place.sql(),
                  took.toMillis(),
                  rows,
                  place.since(),
                  took));
        });
  }

  /** The statement has failed, if one was running: who blocked it then stays known. */
  void statementFailed() {
    happens(
        it -> {
          waitingIsOver(it);
          if (statementRuns) {
            Progress place = run.progress();
            it.accept(
                new StatementFailed(
                    place.statement(), place.sql(), place.since(), since(statementSinceNanos)));
          }
          statementRuns = false;
        });
  }

  /** The migration that was started last is not applied; nothing happens if that is known. */
  void migrationStopped(Stop stop) {
    happens(
        it -> {
          if (migration != null) {
            it.accept(
                new MigrationStopped(
                    migration.migration(),
                    migration.transactional(),
                    stop,
                    since(migration.sinceNanos())));
            migration = null;
          }
        });
  }

  void migrationApplied(Migration applied, boolean transactional, long durationMs) {
    happens(
        it -> {
          waitingIsOver(it);
          lastBlockers = List.of();
          migration = null;
          it.accept(
              new MigrationApplied(
                  applied.script(), applied.version(), durationMs, applied, transactional));
        });
  }

  /**
   * @param attempt which attempt has failed, from 1
   * @param attempts how many there are at most
   */
  void retrying(MigrationFailure failure, int attempt, int attempts, Duration delay) {
    happens(
        it -> {
          it.accept(
              new LockTimeoutRetry(
                  failure.script(),
                  failure.version(),
                  failure.message(),
                  attempt,
                  attempts,
                  delay.toMillis(),
                  run.blockedBy() == null ? List.of() : run.blockedBy()));
          unblocked(it);
        });
  }

  /** The end: nothing happens after it. */
  public Run ends(End end) {
    return happens(
        it -> {
          waitingIsOver(it);
          it.accept(RunEnded.of(run, end, lastBlockers, since(sinceNanos)));
        });
  }

  /** What has ended waits no more, whether or not somebody has looked meanwhile. */
  private void unblocked(Consumer<RunEvent> it) {
    if (run.blockedBy() != null) {
      it.accept(new Unblocked());
    }
  }

  private void waitingIsOver(Consumer<RunEvent> it) {
    if (waitsForLock) {
      waitsForLock = false;
      it.accept(new LockWaitEnded(since(waitingSinceNanos)));
    }
  }

  private record Heard(Run run, RunEvent event) {}

  /**
   * The only way in which the run changes: what happens is decided and applied under the monitor,
   * and the listener hears it outside. After the end nothing happens.
   */
  private Run happens(Consumer<Consumer<RunEvent>> what) {
    List<Heard> heard = new ArrayList<>();
    Run now;
    synchronized (this) {
      if (run.state() != State.ENDED) {
        what.accept(
            event -> {
              apply(event);
              heard.add(new Heard(run, event));
            });
      }
      now = run;
      if (!begun) {
        // A request whose turn never came is no run that anybody counts.
        heard.clear();
      }
    }
    heard.forEach(it -> listener.heard(it.run(), it.event()));
    return now;
  }

  private void apply(RunEvent event) {
    // As exactly as PostgreSQL keeps it: every replica shows the same.
    Instant at = clock.instant().truncatedTo(ChronoUnit.MICROS);
    run = run.after(event, at);
    boolean room = recorded < MOST_EVENTS || !(event instanceof StatementDone);
    if (event instanceof RunEvent.Kept kept && room) {
      recorded++;
      events.add(RecordedEvent.of(recorded, at, kept));
    }
  }

  private static Duration since(long nanos) {
    return Duration.ofNanos(System.nanoTime() - nanos);
  }

  private static List<String> identities(List<Blocker> blockers) {
    return blockers.stream().map(Blocker::identity).sorted().toList();
  }
}
