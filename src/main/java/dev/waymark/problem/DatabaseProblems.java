package dev.waymark.problem;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DatabasesDiffer;

/** The problems of a database that cannot be reached or read. */
final class DatabaseProblems {
  private DatabaseProblems() {}

  static Problem of(DatabasesDiffer exception) {
    return Problem.of(ProblemType.DATABASES_DIFFER, exception.getMessage(), exception.remedy());
  }

  static Problem of(DatabaseException exception) {
    return Problem.of(
            ProblemType.of(exception.failure().type()),
            exception.detail(),
            exception.failure().remedy())
        .with("sqlState", exception.sqlState());
  }
}
