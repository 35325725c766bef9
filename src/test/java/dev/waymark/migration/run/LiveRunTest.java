package dev.waymark.migration.run;

import static java.time.temporal.ChronoUnit.MICROS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.migration.Blocker;
import dev.waymark.migration.End;
import dev.waymark.migration.Migration;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.NextTry;
import dev.waymark.migration.Progress;
import dev.waymark.migration.RecordedEvent;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunEvent;
import dev.waymark.migration.RunEvent.LockWaitEnded;
import dev.waymark.migration.RunEvent.MigrationStopped;
import dev.waymark.migration.RunEvent.RunStarted;
import dev.waymark.migration.RunEvent.StatementDone;
import dev.waymark.migration.RunEvent.Stop;
import dev.waymark.migration.RunRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class LiveRunTest {
  private static final Migration MIGRATION =
      new Migration("1", "a", "SQL", "V1__a.sql", 1, 1, "pending", null, null, null, null);
  private static final Blocker SOMEBODY = new Blocker(7, null, null, null, null, null, null);
  private static final MigrationFailure NO_LOCK =
      new MigrationFailure("V1__a.sql", "1", 1, "x", "55P03", "no lock", null, null, true);

  private final SetBack clock = new SetBack();
  private final List<RunEvent> heard = new ArrayList<>();
  private final RunListener listener =
      new RunListener() {
        @Override
        public void heard(Run run, RunEvent event) {
          heard.add(event);
        }
      };
  private final LiveRun run =
      new LiveRun(Operation.MIGRATE, RunRequest.LATEST, Requester.UNKNOWN, clock, listener);

  @Test
  void nothingTakesLessThanNoTimeWhenTheClockIsSetBack() {
    run.begins();
    run.starts(new RunStarted(null, "1", 1, 0));
    run.migrationStarting(MIGRATION, true);
    run.statementStarting(1, 1, "SELECT 1");
    run.blockedBy(List.of(SOMEBODY));
    clock.now = clock.now.minusSeconds(3 * 86_400);
    run.statementDone(1L);
    run.migrationStopped(Stop.FAILED);

    Run ended = run.ends(new End.Failed(Optional.empty(), NO_LOCK, null));

    assertTrue(ended.durationMs() >= 0, ended::toString);
    List<Duration> took = new ArrayList<>();
    for (RunEvent event : heard) {
      if (event instanceof StatementDone done) {
        took.add(done.took());
      } else if (event instanceof MigrationStopped stopped) {
        took.add(stopped.took());
      } else if (event instanceof LockWaitEnded over) {
        took.add(over.waited());
      }
    }
    assertEquals(3, took.size());
    took.forEach(time -> assertFalse(time.isNegative(), time::toString));
  }

  @Test
  void theRunIsWhatItsEventsMakeOfIt() {
    run.begins();
    run.starts(new RunStarted("0", "1", 1, 0));
    run.migrationStarting(MIGRATION, true);
    run.statementStarting(1, 1, "SELECT 1");
    run.blockedBy(List.of(SOMEBODY));
    run.statementFailed();
    run.migrationStopped(Stop.ROLLED_BACK);
    run.retrying(NO_LOCK, 1, 11, Duration.ZERO);
    run.migrationStarting(MIGRATION, true);
    run.statementStarting(1, 1, "SELECT 1");
    run.statementDone(1L);
    run.migrationApplied(MIGRATION, true, 5);
    Migration applied = run.snapshot().migrations().get(0);
    assertEquals("success", applied.state());
    assertEquals(5, applied.durationMs());
    End.After after = new End.After("1", List.of(MIGRATION));
    run.ends(new End.Succeeded(Optional.of(after), null, null));

    Run played =
        Run.waiting(
            run.id(), Operation.MIGRATE, RunRequest.LATEST, Requester.UNKNOWN, clock.instant());
    for (RunEvent event : heard) {
      played = played.after(event, clock.instant());
    }
    assertEquals(run.snapshot(), played);
    assertEquals(1, played.retries());
  }

  @Test
  void aStatementOrAttemptThatHasEndedWaitsNoMore() {
    run.begins();
    run.migrationStarting(MIGRATION, true);
    run.statementStarting(1, 1, "SELECT 1");
    run.blockedBy(List.of(SOMEBODY));
    run.statementFailed();
    run.migrationStopped(Stop.ROLLED_BACK);
    run.retrying(NO_LOCK, 1, 11, Duration.ZERO);
    run.migrationStarting(MIGRATION, true);
    run.statementStarting(1, 1, "SELECT 1");
    run.blockedBy(List.of(SOMEBODY));
    run.statementDone(1L);
    run.blockedBy(List.of());

    assertEquals(
        List.of(
            "migration-started",
            "blocked",
            "lock-timeout-retry",
            "unblocked",
            "migration-started",
            "blocked",
            "unblocked",
            "statement-done"),
        run.events(0, 100).stream().map(RecordedEvent::type).toList());
  }

  @Test
  void itKnowsHowFarItIsAndWhatItPausesFor() {
    run.begins();
    run.starts(new RunStarted("0", "1", 2, 0));
    run.migrationStarting(MIGRATION, true);
    run.statementStarting(3, 7, "SELECT 1");

    Progress place = run.snapshot().progress();
    assertEquals("1", run.snapshot().targetVersion());
    assertEquals(
        List.of(1, 2, 3, 7),
        List.of(place.migration(), place.migrations(), place.statement(), place.statements()));

    run.statementFailed();
    run.retrying(NO_LOCK, 2, 11, Duration.ofSeconds(4));

    assertEquals(
        new NextTry("V1__a.sql", "1", 3, 11, 4_000, clock.now.truncatedTo(MICROS).plusSeconds(4)),
        run.snapshot().nextTry());

    run.migrationStarting(MIGRATION, true);

    assertNull(run.snapshot().nextTry());
  }

  @Test
  void nothingHappensAfterTheEnd() {
    run.begins();
    Run ended = run.ends(new End.Interrupted(null));
    int events = heard.size();

    run.requestCancel(Requester.UNKNOWN);
    run.blockedBy(List.of(SOMEBODY));
    run.ends(new End.NothingPending(Optional.empty(), null, null));

    assertSame(ended, run.snapshot());
    assertEquals(Outcome.INTERRUPTED, ended.outcome());
    assertEquals(events, heard.size());
  }

  @Test
  void aSessionThatWasSeenInTheWayIsNamedWhereTheLastTryWasTooShortToSeeAny() {
    run.begins();
    run.migrationStarting(MIGRATION, true);
    run.statementStarting(1, 1, "SELECT 1");
    run.blockedBy(List.of(SOMEBODY));
    run.blockedBy(List.of());

    Run ended = run.ends(new End.Failed(Optional.empty(), NO_LOCK, null));

    assertEquals(List.of(SOMEBODY), ended.blockedBy());
  }

  @Test
  void aRequestWhoseTurnNeverCameIsNoRunToAListener() {
    Run ended = run.ends(new End.Cancelled(Optional.empty(), null, null));

    assertEquals(Outcome.CANCELLED, ended.outcome());
    assertEquals(List.of(), heard);
    assertEquals(
        List.of("run-ended"), run.events(0, 10).stream().map(RecordedEvent::type).toList());
  }

  @Test
  void aListenerMayLookAtTheRunFromAnotherThread() throws InterruptedException {
    // Under the run's monitor this would wait for ever.
    List<Run> seen = new ArrayList<>();
    RunListener[] looks = new RunListener[1];
    LiveRun[] looked = new LiveRun[1];
    looks[0] =
        new RunListener() {
          @Override
          public void heard(Run now, RunEvent event) {
            Thread other = new Thread(() -> seen.add(looked[0].snapshot()));
            other.start();
            try {
              other.join();
            } catch (InterruptedException exception) {
              throw new IllegalStateException(exception);
            }
          }
        };
    looked[0] =
        new LiveRun(Operation.MIGRATE, RunRequest.LATEST, Requester.UNKNOWN, clock, looks[0]);

    looked[0].begins();

    assertEquals(List.of(looked[0].snapshot()), seen);
  }

  private static final class SetBack extends Clock {
    private Instant now = Instant.parse("2026-11-26T12:00:00Z");

    @Override
    public ZoneId getZone() {
      return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
      return this;
    }

    @Override
    public Instant instant() {
      return now;
    }
  }
}
