package dev.waymark.migration.run;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.migration.Blocker;
import dev.waymark.migration.Migration;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.Operation;
import dev.waymark.migration.Run.Outcome;
import dev.waymark.migration.RunRequest;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LiveRunTest {
  private static final Migration MIGRATION =
      new Migration("1", "a", "SQL", "V1__a.sql", 1, 1, "pending", null, null, null, null);

  @Test
  void nothingTakesLessThanNoTimeWhenTheClockIsSetBack() {
    SetBack clock = new SetBack();
    List<Duration> told = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void statementEnded(EndedStatement statement) {
            told.add(Duration.between(statement.startedAt(), statement.endedAt()));
          }

          @Override
          public void migrationEnded(
              Migration migration, boolean transactional, MigrationEnd end, Duration took) {
            told.add(took);
          }

          @Override
          public void lockAwaited(Lock lock, Duration waited) {
            told.add(waited);
          }
        };
    LiveRun run =
        new LiveRun("id", Operation.MIGRATE, RunRequest.LATEST, Requester.UNKNOWN, clock, listener);
    run.started(null, 1);
    run.migrationStarting(MIGRATION, true);
    run.statementStarting(1, "SELECT 1");
    run.blockedBy(List.of(new Blocker(7, null, null, null, null, null, null)));
    clock.now = clock.now.minusSeconds(3 * 86_400);
    run.statementDone(1L);
    run.migrationFailed(false);

    Run ended = run.ended(Outcome.NOTHING_PENDING, null, null, null, null, null, null);

    assertTrue(ended.durationMs() >= 0, ended::toString);
    assertEquals(3, told.size());
    told.forEach(took -> assertTrue(!took.isNegative(), took::toString));
    run.events(0, 100).stream()
        .map(event -> event.data().get("durationMs"))
        .filter(Long.class::isInstance)
        .forEach(took -> assertTrue((Long) took >= 0, took::toString));
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
