package dev.waymark.problem;

import dev.waymark.migration.rehearsal.RehearsalException;
import dev.waymark.migration.rehearsal.RehearsalException.Failed;
import dev.waymark.migration.rehearsal.RehearsalException.InProgress;

/** The problem of each way in which a rehearsal can fail or end. */
final class RehearsalProblems {
  private RehearsalProblems() {}

  static Problem of(RehearsalException exception) {
    Problem problem =
        Problem.of(ProblemType.of(exception.type()), exception.getMessage(), exception.hint());
    if (exception instanceof InProgress inProgress) {
      return problem.with("rehearsal", inProgress.running());
    }
    if (exception instanceof Failed failed) {
      var failure = failed.rehearsal().orElseThrow().failure();
      problem =
          MigrationProblems.place(problem, failure)
              .with("databaseDetail", failure.databaseDetail())
              .with("databaseHint", failure.databaseHint())
              .with("transactional", failure.transactional());
    }
    return problem.with("rehearsal", exception.rehearsal().orElse(null));
  }
}
