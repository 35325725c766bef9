package dev.waymark.migration.store;

import dev.waymark.migration.RecordedEvent;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import java.util.List;
import java.util.Optional;

/** What keeping a run takes to know of one that this process does, waits for, or has done. */
public interface OngoingRun {
  /** How many events are kept; after that only those of whole migrations, and of trouble. */
  int MOST_EVENTS = 20_000;

  /** Identifies the run. */
  String id();

  /** The run as it stands, or as it ended. */
  Run snapshot();

  /** The events after the given number, at most so many, in order. */
  List<RecordedEvent> events(int after, int limit);

  /** Lets go of the events, which are kept where every replica finds them. */
  void releaseEvents();

  /** Whether the events are to be read where they are kept. */
  boolean hasReleasedEvents();

  /** Asks for the run to be cancelled; the first to ask is kept. */
  void requestCancel(Requester by);

  /** Whether its turn has not come, and it has no end either. */
  boolean isWaiting();

  /** The run that does, or did, what this one waits to do. */
  Optional<String> leadsTo();
}
