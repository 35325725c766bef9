package dev.waymark.migration.run;

import dev.waymark.migration.Run;
import dev.waymark.migration.RunEvent;
import java.time.Duration;
import java.util.List;

/**
 * Is notified of what becomes of the runs of this process, so that it can be counted, traced and
 * logged. It has to return at once, and takes no part: nothing it does changes a run.
 */
public interface RunListener {
  /** Ignores everything. */
  RunListener NONE = new RunListener() {};

  /**
   * Notifies all of them; what one throws is logged, and reaches neither the others nor the run.
   */
  static RunListener all(List<RunListener> listeners) {
    return new RunListeners(List.copyOf(listeners));
  }

  /**
   * Returns the same work, to be done on another thread, with what belongs to the request: its id,
   * its trace. Called on the thread of the request.
   */
  default Runnable carried(Runnable work) {
    return work;
  }

  /**
   * Something has happened in a run that holds the lock, from {@link RunEvent.Begun} to {@link
   * RunEvent.RunEnded}. Called on the thread of the run, and outside of every monitor; only who
   * blocks it, how far PostgreSQL is and who cancels it come on the threads that found it out.
   *
   * @param run the run after it
   */
  default void heard(Run run, RunEvent event) {}

  /**
   * A run of another process was found without an end while no process runs it: that one was
   * killed. Called once for each, in the process that has written it down.
   */
  default void foundInterrupted(Run run) {}

  /**
   * Another request asked for what a run already does; called with what {@link #carried} belongs to
   * that request.
   */
  default void joined(String runId) {}

  /** A request has waited for its turn, because another process's run held the lock. */
  default void turnAwaited(Duration waited) {}
}
