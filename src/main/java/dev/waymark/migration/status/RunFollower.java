package dev.waymark.migration.status;

import dev.waymark.migration.RecordedEvent;
import dev.waymark.migration.Run;
import java.util.List;

/** Follows one run's events for one client: what is new since it last looked, until the end. */
public final class RunFollower {
  /** How many events are handed on at once. */
  private static final int BATCH = 500;

  private final RunReader runs;
  private final String id;
  private int last;
  private String following;

  /**
   * What is new.
   *
   * @param events the events, in order; empty if nothing happened
   * @param more whether anything may still come
   */
  public record News(List<RecordedEvent> events, boolean more) {}

  /**
   * @param last the number of the last event that the client has; 0 for none
   */
  public RunFollower(RunReader runs, String id, int last) {
    this.runs = runs;
    this.id = id;
    this.last = last;
  }

  /** Of a request that waits nothing is sent; then the run that does the work is followed. */
  public News next() {
    // Asked before the events: of a run that has ended by then, all of them are there.
    Run run = runs.find(id);
    if (following != null && !following.equals(run.id())) {
      last = 0;
    }
    following = run.id();
    List<RecordedEvent> events = runs.events(following, last, BATCH);
    if (!events.isEmpty()) {
      last = events.get(events.size() - 1).sequence();
    }
    return new News(events, run.state() != Run.State.ENDED || events.size() == BATCH);
  }
}
