package dev.waymark.migration.store;

import dev.waymark.migration.LiveRun;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunEvent;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * The last runs of this process. They are exact to the moment, and all there is where Waymark's own
 * schema cannot be had.
 */
final class MemoryRuns {
  /** How many runs are kept. */
  static final int KEPT = 50;

  private final Deque<LiveRun> runs = new ArrayDeque<>();
  private final Map<String, KeyedRun> keys = new LinkedHashMap<>();

  /** Keeps a run, and forgets the oldest if there are too many. */
  synchronized void add(LiveRun run) {
    runs.addFirst(run);
    while (runs.size() > KEPT) {
      String forgotten = runs.removeLast().id();
      keys.values().removeIf(keyed -> keyed.id().equals(forgotten));
    }
  }

  /** A run of this process; empty if it is not one, or not any more. */
  synchronized Optional<LiveRun> find(String id) {
    return runs.stream().filter(run -> run.id().equals(id)).findFirst();
  }

  /** Runs, newest first, from the one after the given id; null begins with the newest. */
  synchronized List<Run> list(String after, int limit) {
    return runs.stream()
        .dropWhile(run -> after != null && !run.id().equals(after))
        .skip(after == null ? 0 : 1)
        .limit(limit)
        .map(LiveRun::snapshot)
        .toList();
  }

  /** The events of a run of this process after the given number. */
  List<RunEvent> events(String id, int after, int limit) {
    return find(id).map(run -> run.events(after, limit)).orElse(List.of());
  }

  /** Asks a run of this process to end; says whether it was still running. */
  boolean requestCancel(String id, Requester by) {
    Optional<LiveRun> run = find(id).filter(live -> live.snapshot().state() == Run.State.RUNNING);
    run.ifPresent(live -> live.requestCancel(by));
    return run.isPresent();
  }

  /** The run that a client's key stands for; empty if there is none. */
  synchronized Optional<KeyedRun> keyed(String key) {
    return Optional.ofNullable(keys.get(key));
  }

  /** Keeps which run a client's key stands for, unless the key already stands for one. */
  synchronized void keepKey(String key, String requestDigest, String id) {
    if (find(id).isPresent()) {
      keys.putIfAbsent(key, new KeyedRun(requestDigest, id));
    }
  }
}
