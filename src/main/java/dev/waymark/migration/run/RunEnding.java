package dev.waymark.migration.run;

import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.Cancelled;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.Interrupted;
import dev.waymark.migration.MigrationException.LockNotAvailable;
import dev.waymark.migration.MigrationException.Refused;
import dev.waymark.migration.MigrationException.Unsuccessful;
import dev.waymark.migration.Run;
import java.util.Optional;

/** What the end of a run means to a client that waits for it. */
final class RunEnding {
  private RunEnding() {}

  /**
   * Returns the run if it ended well.
   *
   * @throws MigrationException if it did not
   */
  static Run answer(Run run) {
    return switch (run.outcome()) {
      case SUCCEEDED, NOTHING_PENDING -> run;
      case FAILED, REFUSED, CANCELLED, INTERRUPTED -> throw problem(run);
    };
  }

  /** What is wrong with a run that did not end well. */
  static MigrationException problem(Run run) {
    return switch (run.outcome()) {
      case FAILED -> run.failure().passes() ? new LockNotAvailable(run) : new Failed(run);
      case REFUSED -> new Refused(run);
      case CANCELLED -> new Cancelled(run);
      case INTERRUPTED -> new Interrupted(run, null);
      case SUCCEEDED, NOTHING_PENDING ->
          throw new IllegalArgumentException("Nothing is wrong with run " + run.id());
    };
  }

  /** The run whose end a problem is; empty if it is none's. */
  static Optional<Run> run(Throwable problem) {
    return problem instanceof Unsuccessful ended ? Optional.of(ended.run()) : Optional.empty();
  }

  /** The same end, for a client that joined the run. */
  static RuntimeException asJoined(RuntimeException problem) {
    if (problem instanceof Interrupted interrupted) {
      return new Interrupted(interrupted.run().asJoined(), interrupted.getCause());
    }
    return run(problem).<RuntimeException>map(run -> problem(run.asJoined())).orElse(problem);
  }
}
