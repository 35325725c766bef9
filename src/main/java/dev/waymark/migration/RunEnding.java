package dev.waymark.migration;

import dev.waymark.migration.MigrationException.Cancelled;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.Interrupted;
import dev.waymark.migration.MigrationException.Refused;

/** What the end of a run means to whoever waits for it. */
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
      case FAILED -> new Failed(run);
      case REFUSED -> new Refused(run);
      case CANCELLED -> new Cancelled(run);
      case INTERRUPTED -> new Interrupted(run, null);
      case SUCCEEDED, NOTHING_PENDING ->
          throw new IllegalArgumentException("Nothing is wrong with run " + run.id());
    };
  }

  /** The same end, as told to somebody who joined the run. */
  static RuntimeException asJoined(RuntimeException problem) {
    if (problem instanceof Failed failed) {
      return new Failed(failed.run().asJoined());
    }
    if (problem instanceof Cancelled cancelled) {
      return new Cancelled(cancelled.run().asJoined());
    }
    if (problem instanceof Interrupted interrupted) {
      return new Interrupted(interrupted.run().asJoined(), interrupted.getCause());
    }
    return problem;
  }
}
