package dev.waymark.migration.status;

import dev.waymark.migration.RecordedEvent;
import dev.waymark.migration.Run;
import java.util.ArrayList;
import java.util.List;

/**
 * How a run stands, and the last of its events: what the clients that follow it have in common.
 *
 * @param run the one that does the work of the one that was asked for
 * @param before the number of the last event that is not held here
 * @param events those after it, in order, without gaps
 * @param complete whether these were all when the run was looked at
 */
public record RunTail(Run run, int before, List<RecordedEvent> events, boolean complete) {
  /** How many events are read at once. */
  static final int BATCH = 500;

  private static final int KEPT = 2 * BATCH;

  /**
   * Looks at a run.
   *
   * @param id of the run
   * @param last what was seen of it before; null for nothing
   * @throws dev.waymark.migration.MigrationException.RunUnknown if there is none of this id
   * @throws dev.waymark.database.DatabaseException if the database cannot be read
   */
  public static RunTail of(RunReader runs, String id, RunTail last) {
    // Asked before the events: of a run that has ended by then, all of them are there.
    Run run = runs.find(id);
    boolean same = last != null && last.run().id().equals(run.id());
    int before = same ? last.before() : 0;
    List<RecordedEvent> known = same ? last.events() : List.of();
    List<RecordedEvent> next = runs.events(run.id(), before + known.size(), BATCH);
    List<RecordedEvent> events = known;
    if (!next.isEmpty()) {
      events = new ArrayList<>(known);
      events.addAll(next);
      int superfluous = Math.max(0, events.size() - KEPT);
      events = List.copyOf(events.subList(superfluous, events.size()));
      before += superfluous;
    }
    return new RunTail(run, before, events, next.size() < BATCH);
  }

  /** The events after this number, which is not lower than {@link #before}. */
  List<RecordedEvent> after(int number) {
    return events.subList(Math.min(number - before, events.size()), events.size());
  }

  /** Whether no event will come but those that are held here. */
  boolean isAll() {
    return complete && run.state() == Run.State.ENDED;
  }
}
