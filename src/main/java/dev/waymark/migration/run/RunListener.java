package dev.waymark.migration.run;

import dev.waymark.migration.Migration;
import dev.waymark.migration.Run;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;

/**
 * Told what becomes of the runs of this process, so that it can be counted, traced and logged. It
 * is told on the thread of the run unless a method says otherwise, has to return at once, and takes
 * no part: nothing it does changes a run.
 */
public interface RunListener {
  /** Hears of nothing. */
  RunListener NONE = new RunListener() {};

  /** Tells all of them; what one throws is logged, and reaches neither the others nor the run. */
  static RunListener all(List<RunListener> listeners) {
    return new RunListeners(List.copyOf(listeners));
  }

  /**
   * Returns the same work, to be done on another thread, with what belongs to whoever asks for it:
   * the id of the request, the trace. Told on the thread of who asks.
   */
  default Runnable carried(Runnable work) {
    return work;
  }

  /** A run holds the lock and is kept from now on; it may still be refused. */
  default void runStarted(Run run) {}

  /**
   * Somebody else asked for what a run already does; told with what {@link #carried} belongs to
   * them.
   */
  default void runJoined(String runId) {}

  /** A migration is about to start. */
  default void migrationStarted(Migration migration, boolean transactional) {}

  /** A statement of the migration has ended, well or not. */
  default void statementEnded(EndedStatement statement) {}

  /** What was started last has come to this end. */
  default void migrationEnded(
      Migration migration, boolean transactional, MigrationEnd end, Duration took) {}

  /** The migration was rolled back because a lock could not be had, and will be tried again. */
  default void lockRetried() {}

  /**
   * A statement of the run waits for a lock, or no longer does; told on a thread beside the run.
   */
  default void blocked(boolean waiting) {}

  /** Waiting for a lock is over, whether or not it was had. */
  default void lockAwaited(Lock lock, Duration waited) {}

  /** The run has ended. */
  default void runEnded(Run run) {}

  /**
   * A statement that has ended.
   *
   * @param number which of its script's, from 1
   * @param sql its beginning, secrets masked
   * @param startedAt when it was started
   * @param endedAt when it ended
   * @param succeeded whether it ended well
   */
  record EndedStatement(
      int number, String sql, Instant startedAt, Instant endedAt, boolean succeeded) {}

  /** How a migration can end. */
  enum MigrationEnd {
    /** It is applied and recorded. */
    APPLIED,
    /** It was rolled back because a lock could not be had, and is tried again. */
    ROLLED_BACK,
    /** It failed, was cancelled, or was cut off. */
    FAILED;

    /** The word for metrics, such as {@code rolled-back}. */
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }

  /** What a run can wait for. */
  enum Lock {
    /** The lock on the history, which another process's run holds. */
    HISTORY,
    /**
     * A lock that a statement of a script needs, as seen every {@value RunKeeper#INTERVAL_MS} ms.
     */
    STATEMENT;

    /** The word for metrics: the name in lower case. */
    public String code() {
      return name().toLowerCase(Locale.ROOT);
    }
  }
}
