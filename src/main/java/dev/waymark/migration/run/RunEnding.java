package dev.waymark.migration.run;

import dev.waymark.migration.MigrationException;
import dev.waymark.migration.MigrationException.Cancelled;
import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.Interrupted;
import dev.waymark.migration.MigrationException.LockNotAvailable;
import dev.waymark.migration.MigrationException.Refused;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.Run;
import java.util.Optional;
import java.util.Set;

/** What the end of a run means to whoever waits for it. */
final class RunEnding {
  /** Lock not available, deadlock detected: PostgreSQL rolled back, and may do better next time. */
  private static final Set<String> WORTH_RETRYING = Set.of("55P03", "40P01");

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

  /**
   * Whether a run that has ended answers whoever asks for the same again with the same key. What
   * was cut off, or could not be done for a reason that passes, is no answer: it is gone on with.
   */
  static boolean isAnswer(Run run) {
    return switch (run.outcome()) {
      case SUCCEEDED, NOTHING_PENDING, CANCELLED -> true;
      case FAILED -> !passes(run.failure());
      case REFUSED -> !run.refusal().passes();
      case INTERRUPTED -> false;
    };
  }

  /**
   * Whether the same may go well another time without anything being changed: a lock could not be
   * had, and all that was done is rolled back.
   */
  static boolean passes(MigrationFailure failure) {
    return failure.transactional() && WORTH_RETRYING.contains(String.valueOf(failure.sqlState()));
  }

  /** What is wrong with a run that did not end well. */
  static MigrationException problem(Run run) {
    return switch (run.outcome()) {
      case FAILED -> passes(run.failure()) ? new LockNotAvailable(run) : new Failed(run);
      case REFUSED -> new Refused(run);
      case CANCELLED -> new Cancelled(run);
      case INTERRUPTED -> new Interrupted(run, null);
      case SUCCEEDED, NOTHING_PENDING ->
          throw new IllegalArgumentException("Nothing is wrong with run " + run.id());
    };
  }

  /** The run whose end a problem is; empty if it is none's. */
  static Optional<Run> run(Throwable problem) {
    if (problem instanceof Failed failed) {
      return Optional.of(failed.run());
    }
    if (problem instanceof LockNotAvailable waited) {
      return Optional.of(waited.run());
    }
    if (problem instanceof Refused refused) {
      return Optional.of(refused.run());
    }
    if (problem instanceof Cancelled cancelled) {
      return Optional.of(cancelled.run());
    }
    if (problem instanceof Interrupted interrupted) {
      return Optional.of(interrupted.run());
    }
    return Optional.empty();
  }

  /** The same end, as told to somebody who joined the run. */
  static RuntimeException asJoined(RuntimeException problem) {
    if (problem instanceof Interrupted interrupted) {
      return new Interrupted(interrupted.run().asJoined(), interrupted.getCause());
    }
    return run(problem).<RuntimeException>map(run -> problem(run.asJoined())).orElse(problem);
  }
}
