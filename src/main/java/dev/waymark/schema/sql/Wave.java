package dev.waymark.schema.sql;

import java.util.Comparator;

/**
 * Statements that need none of each other: those of one wave can run in any order, and side by
 * side, once those of all lower waves are there.
 *
 * @param phase the latest of its own and of those that it needs
 * @param depth how many of the same phase stand one upon the other below it
 */
public record Wave(Phase phase, int depth) implements Comparable<Wave> {
  private static final Comparator<Wave> ORDER =
      Comparator.comparing(Wave::phase).thenComparing(Wave::depth);

  @Override
  public int compareTo(Wave other) {
    return ORDER.compare(this, other);
  }

  /** The first in which something of this wave can be needed, by a thing of that phase. */
  Wave above(Phase needing) {
    return needing.compareTo(phase) > 0 ? new Wave(needing, 0) : new Wave(phase, depth + 1);
  }
}
