package dev.waymark.problem;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.DatabasesDiffer;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.rehearsal.RehearsalException;
import dev.waymark.verification.report.InvalidParameter;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** Maps what a service threw to a problem detail, in the same words to HTTP and to a command. */
public final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  private Problems() {}

  /** The problem; one that nobody foresaw is written to the log with its incident. */
  public static Problem of(Throwable thrown) {
    if (thrown instanceof MigrationException exception) {
      return MigrationProblems.of(exception);
    }
    if (thrown instanceof RehearsalException exception) {
      return RehearsalProblems.of(exception);
    }
    if (thrown instanceof DatabaseException exception) {
      return DatabaseProblems.of(exception);
    }
    if (thrown instanceof DatabasesDiffer exception) {
      return DatabaseProblems.of(exception);
    }
    if (thrown instanceof InvalidParameter exception) {
      return invalidParameter(exception);
    }
    return unforeseen(thrown);
  }

  private static Problem invalidParameter(InvalidParameter exception) {
    return Problem.of(
            ProblemType.INVALID_REQUEST,
            "The query parameter " + exception.parameter() + " has a value that is not allowed.",
            "Allowed: " + exception.allowed() + ".")
        .with("parameter", exception.parameter());
  }

  /** The problem of what is no problem of any known type; written to the log with its incident. */
  public static Problem unforeseen(Throwable throwable) {
    Throwable cause = throwable instanceof CompletionException ? throwable.getCause() : throwable;
    if (ConnectionFailure.isHeapExhausted(cause)) {
      LOG.warn(ConnectionFailure.MEMORY_EXHAUSTED.sentence(), cause);
      return DatabaseProblems.of(new DatabaseException((OutOfMemoryError) cause));
    }
    String incident = UUID.randomUUID().toString();
    LOG.errorf(throwable, "Incident %s", incident);
    return Problem.of(
            ProblemType.INTERNAL_ERROR,
            "Something happened that Waymark does not handle.",
            "Look for incident " + incident + " in Waymark's log, and report it.")
        .with("incident", incident);
  }
}
