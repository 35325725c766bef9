package dev.waymark.migration.observation;

import java.util.List;

/**
 * What PostgreSQL was seen to do while one statement ran, to relations that were there before the
 * first script. Each list is sorted by name.
 *
 * @param locks the locks that it took, or took more strongly than they were held before
 * @param rewrites tables and materialised views whose rows were all written anew
 * @param truncates tables that were emptied as a whole
 * @param scans tables of which all rows were read
 * @param indexes indexes that were built on tables
 * @param rebuilt indexes that were built anew, their table as it was; with how large that is
 */
public record Observation(
    List<HeldLock> locks,
    List<TouchedRelation> rewrites,
    List<TouchedRelation> truncates,
    List<TouchedRelation> scans,
    List<BuiltIndex> indexes,
    List<TouchedRelation> rebuilt) {

  /** Nothing was seen. */
  public static final Observation NOTHING =
      new Observation(List.of(), List.of(), List.of(), List.of(), List.of(), List.of());

  public Observation {
    locks = List.copyOf(locks);
    rewrites = List.copyOf(rewrites);
    truncates = List.copyOf(truncates);
    scans = List.copyOf(scans);
    indexes = List.copyOf(indexes);
    rebuilt = List.copyOf(rebuilt);
  }
}
