package dev.waymark.migration.status;

import dev.waymark.migration.MigrationException.RunUnknown;
import dev.waymark.migration.RecordedEvent;
import dev.waymark.migration.Run;
import dev.waymark.migration.store.RunStore;
import dev.waymark.migration.store.StoredRun;
import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;

/** Answers for the runs of every replica. */
public final class RunReader {
  private static final Pattern ID =
      Pattern.compile("[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}");

  private final RunStore store;

  public RunReader(RunStore store) {
    this.store = store;
  }

  /**
   * One run, as it stands or as it ended.
   *
   * @throws RunUnknown if there is none of this id, or not any more
   * @throws dev.waymark.database.DatabaseException if the database cannot be read
   */
  public Run find(String id) {
    return store.find(known(id)).map(StoredRun::run).orElseThrow(() -> new RunUnknown(id));
  }

  /**
   * Runs, newest first.
   *
   * @param after the id of the run to go on after; null begins with the newest
   * @param limit how many at most
   */
  public List<Run> list(String after, int limit) {
    if (after == null) {
      return store.list(null, limit);
    }
    return store.find(known(after)).map(run -> store.list(run.run(), limit)).orElse(List.of());
  }

  /** What this process knows of runs, on which lists of them depend. */
  public RunStore.Knowledge knowledge() {
    return store.knowledge();
  }

  /** The events of a run after the given number, at most so many, in order. */
  public List<RecordedEvent> events(String id, int after, int limit) {
    return store.events(known(id), after, limit);
  }

  private static String known(String id) {
    String lower = id.toLowerCase(Locale.ROOT);
    if (!ID.matcher(lower).matches()) {
      throw new RunUnknown(id);
    }
    return lower;
  }
}
