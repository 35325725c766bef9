package dev.waymark.http;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DatabasesDiffer;
import dev.waymark.migration.MigrationException;
import dev.waymark.verification.InvalidParameter;

/** Tells what a service threw as a problem detail, in the same words to HTTP and to a command. */
public final class Problems {
  private Problems() {}

  /** The problem; one that nobody foresaw is written to the log with its incident. */
  public static Problem of(Throwable thrown) {
    if (thrown instanceof MigrationException exception) {
      return MigrationProblems.of(exception);
    }
    if (thrown instanceof DatabaseException exception) {
      return DatabaseProblems.of(exception);
    }
    if (thrown instanceof DatabasesDiffer exception) {
      return DatabaseProblems.of(exception);
    }
    if (thrown instanceof InvalidParameter exception) {
      return RequestProblems.of(exception);
    }
    return RequestProblems.unforeseenProblem(thrown);
  }
}
