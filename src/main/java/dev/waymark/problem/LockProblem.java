package dev.waymark.problem;

import dev.waymark.migration.Blocker;
import dev.waymark.migration.MigrationException.LockNotAvailable;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.Run;
import java.util.List;

/** How it is told that somebody held a lock for longer than a migration tried to get it. */
final class LockProblem {
  private LockProblem() {}

  static Problem of(LockNotAvailable exception) {
    Run run = exception.run();
    MigrationFailure failure = run.failure();
    List<Blocker> blockers = run.blockedBy() == null ? List.of() : run.blockedBy();
    int tries = run.retries() + 1;
    String tried =
        tries == 1 ? "tried once" : "tried %d times in %d ms".formatted(tries, run.durationMs());
    return Problem.of(
            ProblemType.LOCK_NOT_AVAILABLE,
            "%s%s, %s. %s"
                .formatted(
                    MigrationProblems.where(failure), failure.message(), tried, who(blockers)),
            hint(blockers))
        .with("script", failure.script())
        .with("version", failure.version())
        .with("line", failure.line())
        .with("statement", failure.statement())
        .with("sqlState", failure.sqlState())
        .with("message", failure.message())
        .with("tries", tries)
        .with("blockedBy", run.blockedBy())
        .with("run", run);
  }

  private static String who(List<Blocker> blockers) {
    return blockers.isEmpty()
        ? "Nobody was seen to hold it: it was not waited for, or not for long."
        : "It was held by " + blockers.get(0).sentence() + ".";
  }

  private static String hint(List<Blocker> blockers) {
    String nothing = "Nothing of the script was kept; ask again when the lock is free.";
    if (blockers.isEmpty()) {
      return nothing;
    }
    Blocker first = blockers.get(0);
    return first.preparedTransaction() != null
        ? "%s Whoever prepared it has to end it: COMMIT PREPARED or ROLLBACK PREPARED %s;"
            .formatted(nothing, "'%s'".formatted(first.preparedTransaction().replace("'", "''")))
        : "%s To end who holds it: SELECT pg_terminate_backend(%d);"
            .formatted(nothing, first.pid());
  }
}
