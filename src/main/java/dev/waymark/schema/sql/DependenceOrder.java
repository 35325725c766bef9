package dev.waymark.schema.sql;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.PriorityQueue;
import java.util.Set;

/** Puts things in an order in which each comes after all that it needs. */
final class DependenceOrder<T extends Comparable<T>> {
  private final Map<T, Set<T>> needs = new HashMap<>();
  private final Map<T, Set<T>> neededBy = new HashMap<>();

  void add(T thing) {
    needs.computeIfAbsent(thing, any -> new LinkedHashSet<>());
    neededBy.computeIfAbsent(thing, any -> new LinkedHashSet<>());
  }

  /** Says that one needs the other; both were added. */
  void needs(T thing, T needed) {
    if (!thing.equals(needed)) {
      needs.get(thing).add(needed);
      neededBy.get(needed).add(thing);
    }
  }

  /**
   * All of them in order; of those that could be next, the least is. Those that go in circles are
   * left out, and so are those that need these.
   */
  List<T> order() {
    return ordered(needs, neededBy);
  }

  /** What one of them needs. */
  Set<T> needsOf(T thing) {
    return needs.get(thing);
  }

  /** Those that go in circles, or stand between two. */
  Set<T> circles() {
    Set<T> left = new HashSet<>(needs.keySet());
    order().forEach(left::remove);
    // What needs a circle, and is needed by none, falls off from the other end.
    ordered(neededBy, needs).forEach(left::remove);
    return left;
  }

  private List<T> ordered(Map<T, Set<T>> before, Map<T, Set<T>> after) {
    var open = new HashMap<T, Integer>();
    var ready = new PriorityQueue<T>();
    before.forEach(
        (thing, needed) -> {
          open.put(thing, needed.size());
          if (needed.isEmpty()) {
            ready.add(thing);
          }
        });
    var order = new ArrayList<T>(before.size());
    for (T next = ready.poll(); next != null; next = ready.poll()) {
      order.add(next);
      for (T waiting : after.get(next)) {
        if (open.merge(waiting, -1, Integer::sum) == 0) {
          ready.add(waiting);
        }
      }
    }
    return order;
  }
}
