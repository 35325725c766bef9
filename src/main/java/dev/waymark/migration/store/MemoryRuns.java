package dev.waymark.migration.store;

import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * The last runs of this process, and what waits to be one. They are exact to the moment, and all
 * there is where Waymark has no schema of its own.
 */
final class MemoryRuns {
  /** How many runs are kept, and as many that waited for their turn. */
  static final int KEPT = 50;

  private final Deque<OngoingRun> runs = new ArrayDeque<>();
  private final Deque<OngoingRun> waiting = new ArrayDeque<>();
  private final Map<Name, KeyedRun> keys = new LinkedHashMap<>();

  private record Name(String history, String key) {
    static Name of(RequestKey key) {
      return new Name(key.history(), key.key());
    }
  }

  /** Keeps a run, and forgets the oldest if there are too many. */
  synchronized void add(OngoingRun run) {
    waiting.remove(run);
    add(run, runs);
  }

  /** Keeps a run whose turn has not come. */
  synchronized void addWaiting(OngoingRun run) {
    add(run, waiting);
  }

  private void add(OngoingRun run, Deque<OngoingRun> to) {
    to.addFirst(run);
    while (to.size() > KEPT) {
      String forgotten = to.removeLast().id();
      keys.values().removeIf(keyed -> keyed.id().equals(forgotten));
    }
  }

  /** A run of this process; empty if it is not one, or not any more. */
  synchronized Optional<OngoingRun> find(String id) {
    return Stream.of(runs, waiting)
        .flatMap(Deque::stream)
        .filter(run -> run.id().equals(id))
        .findFirst();
  }

  /** All runs, and what waits to be one and for no other run, in no order. */
  synchronized List<OngoingRun> all() {
    return Stream.concat(
            runs.stream(),
            waiting.stream().filter(run -> run.isWaiting() && run.leadsTo().isEmpty()))
        .toList();
  }

  /** Asks a run of this process to end; says whether it had no end yet. */
  boolean requestCancel(String id, Requester by) {
    Optional<OngoingRun> run = find(id).filter(live -> live.snapshot().state() != Run.State.ENDED);
    run.ifPresent(live -> live.requestCancel(by));
    return run.isPresent();
  }

  /** What a client's key stands for; empty if that is nothing. */
  synchronized Optional<KeyedRun> keyed(RequestKey key) {
    return Optional.ofNullable(keys.get(Name.of(key)));
  }

  /** From now on a key stands for this run. */
  synchronized void keepKey(RequestKey key, String id) {
    if (find(id).isPresent()) {
      keys.put(Name.of(key), new KeyedRun(key.digest(), id, false));
    }
  }

  /** A key stands for something that another process keeps. */
  synchronized void forgetKey(RequestKey key) {
    keys.remove(Name.of(key));
  }

  /** A client was answered how the run of a key ended. */
  synchronized void answered(RequestKey key, String id) {
    keys.computeIfPresent(
        Name.of(key),
        (name, keyed) ->
            keyed.id().equals(id) ? new KeyedRun(keyed.requestDigest(), id, true) : keyed);
  }
}
