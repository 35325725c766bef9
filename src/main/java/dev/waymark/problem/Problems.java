package dev.waymark.problem;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import dev.waymark.database.DatabasesDiffer;
import dev.waymark.database.Printable;
import dev.waymark.migration.MigrationException;
import dev.waymark.migration.rehearsal.RehearsalException;
import dev.waymark.schema.diagram.UnknownTable;
import dev.waymark.verification.report.InvalidParameter;
import java.util.UUID;
import java.util.concurrent.CompletionException;
import org.jboss.logging.Logger;

/** Maps what a service threw to a problem detail, in the same words to HTTP and to a command. */
public final class Problems {
  private static final Logger LOG = Logger.getLogger(Problems.class);

  private Problems() {}

  /** The problem; one that was not foreseen is written to the log with its incident. */
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
    if (thrown instanceof UnknownTable exception) {
      return unknownTable(exception);
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

  private static Problem unknownTable(UnknownTable exception) {
    String nearest =
        exception.nearest() == null
            ? "The watched namespaces have no tables yet."
            : "The name that is most like it is " + Printable.line(exception.nearest()) + ".";
    return Problem.of(
            ProblemType.INVALID_REQUEST,
            "The watched namespaces have no table, view or enum %s, so there is nothing to draw."
                .formatted(Printable.line(exception.table())),
            nearest
                + " A name is written with its namespace, as in public.users, and in quotation marks"
                + " where SQL needs them.")
        .with("parameter", "table");
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
