package dev.waymark.problem;

import dev.waymark.migration.Blocker;
import dev.waymark.migration.MigrationException.LockNotAvailable;
import dev.waymark.migration.Run;
import java.util.List;

/** What is said of somebody holding a lock for longer than a migration tried to get it. */
final class LockProblem {
  private LockProblem() {}

  static String detail(LockNotAvailable exception) {
    Run run = exception.run();
    int tries = run.retries() + 1;
    String tried =
        tries == 1 ? "tried once" : "tried %d times in %d ms".formatted(tries, run.durationMs());
    return "%s%s, %s. %s"
        .formatted(run.failure().place(), exception.getMessage(), tried, who(exception.blockers()));
  }

  private static String who(List<Blocker> blockers) {
    return blockers.isEmpty()
        ? "No holder of the lock was seen: it was not waited for, or not for long."
        : "It was held by " + blockers.get(0).sentence() + ".";
  }
}
