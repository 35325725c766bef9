package dev.waymark.problem;

import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.Invalid;
import dev.waymark.migration.MigrationException.KeyReused;
import dev.waymark.migration.MigrationException.LockNotAvailable;
import dev.waymark.migration.MigrationException.NoMigrations;
import dev.waymark.migration.MigrationException.NothingToAccept;
import dev.waymark.migration.MigrationException.PlanChanged;
import dev.waymark.migration.MigrationException.Refused;
import dev.waymark.migration.MigrationException.RunEnded;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.MigrationException.RunNotCancellable;
import dev.waymark.migration.MigrationException.TargetUnknown;
import dev.waymark.migration.MigrationException.Unsuccessful;
import dev.waymark.migration.MigrationFailure;

/**
 * The problem of each way in which a run can be refused or fail: type and hint are the exception's
 * own, the members are what a program reads of it.
 */
final class MigrationProblems {
  private MigrationProblems() {}

  static Problem of(MigrationException exception) {
    Problem problem =
        members(
            Problem.of(ProblemType.of(exception.type()), detail(exception), exception.hint()),
            exception);
    if (!(exception instanceof Unsuccessful ended)) {
      return problem;
    }
    Problem withRun = problem.with("run", ended.run());
    return Boolean.TRUE.equals(ended.run().replayed()) ? replayed(withRun) : withRun;
  }

  /**
   * The client that has mended what was wrong asks with the old key, and would get the old answer.
   */
  private static Problem replayed(Problem problem) {
    return problem
        .withHint(
            "This is the answer of before to the same Idempotency-Key; nothing was tried anew. %s Ask"
                    .formatted(problem.hint())
                + " with a new key then.")
        .with("replayed", true);
  }

  private static String detail(MigrationException exception) {
    if (exception instanceof Failed failed) {
      return failed.failure().place() + failed.getMessage();
    }
    return exception instanceof LockNotAvailable waited
        ? LockProblem.detail(waited)
        : exception.getMessage();
  }

  private static Problem members(Problem problem, MigrationException exception) {
    if (exception instanceof Failed failed) {
      return place(problem, failed.failure())
          .with("databaseDetail", failed.failure().databaseDetail())
          .with("databaseHint", failed.failure().databaseHint())
          .with("transactional", failed.failure().transactional());
    }
    if (exception instanceof LockNotAvailable waited) {
      return place(problem, waited.run().failure())
          .with("tries", waited.run().retries() + 1)
          .with("blockedBy", waited.run().blockedBy());
    }
    if (exception instanceof Invalid invalid) {
      return problem.with("invalid", invalid.migrations());
    }
    if (exception instanceof Refused refused) {
      return problem.with("invalid", refused.run().refusal().invalid());
    }
    if (exception instanceof NoMigrations none) {
      return problem.with("files", none.files());
    }
    if (exception instanceof TargetUnknown unknown) {
      return problem.with("target", unknown.target()).with("versions", unknown.versions());
    }
    if (exception instanceof PlanChanged changed) {
      return problem.with("differences", changed.differences());
    }
    if (exception instanceof RunInProgress inProgress) {
      return problem.with("run", inProgress.running());
    }
    if (exception instanceof KeyReused reused) {
      return problem.with("run", reused.run());
    }
    if (exception instanceof RunEnded ended) {
      return problem.with("run", ended.run());
    }
    if (exception instanceof RunNotCancellable running) {
      return problem.with("run", running.run());
    }
    if (exception instanceof NothingToAccept nothing) {
      return problem.with("open", nothing.open().isEmpty() ? null : nothing.open());
    }
    return problem;
  }

  /** Where and why a migration failed. */
  static Problem place(Problem problem, MigrationFailure failure) {
    return problem
        .with("script", failure.script())
        .with("version", failure.version())
        .with("line", failure.line())
        .with("column", failure.column())
        .with("statement", failure.statement())
        .with("excerpt", failure.excerpt())
        .with("sqlState", failure.sqlState())
        .with("message", failure.message());
  }
}
