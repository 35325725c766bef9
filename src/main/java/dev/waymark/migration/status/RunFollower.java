package dev.waymark.migration.status;

import dev.waymark.migration.RecordedEvent;
import java.util.List;
import java.util.function.Supplier;

/** Follows one run's events for one client: what is new since it last looked, until the end. */
public final class RunFollower {
  private final RunReader runs;
  private final Supplier<RunTail> tail;
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
   * @param tail how the run stands; it may be what others see, too
   * @param last the number of the last event that the client has; 0 for none
   */
  public RunFollower(RunReader runs, Supplier<RunTail> tail, int last) {
    this.runs = runs;
    this.tail = tail;
    this.last = last;
  }

  /** Follows a run from its beginning, for one client alone. */
  public static RunFollower alone(RunReader runs, String id) {
    var seen = new RunTail[1];
    return new RunFollower(runs, () -> seen[0] = RunTail.of(runs, id, seen[0]), 0);
  }

  /** Of a request that waits nothing is sent; then the run that does the work is followed. */
  public News next() {
    RunTail now = tail.get();
    if (following != null && !following.equals(now.run().id())) {
      last = 0;
    }
    following = now.run().id();
    boolean late = last < now.before();
    List<RecordedEvent> events =
        late ? runs.events(following, last, RunTail.BATCH) : now.after(last);
    if (!events.isEmpty()) {
      last = events.get(events.size() - 1).sequence();
    }
    return new News(events, late || !now.isAll());
  }
}
