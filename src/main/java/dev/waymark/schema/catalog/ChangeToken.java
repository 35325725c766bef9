package dev.waymark.schema.catalog;

import java.time.Instant;
import java.util.Objects;

/**
 * What shows cheaply whether the catalogs can have changed since another token was taken.
 *
 * @param snapshot the transactions visible and in progress, as {@code pg_current_snapshot()} prints
 *     them, and since when the server runs: another one that took its place counts them anew
 * @param counters what the statistics count of the catalogs, and since when
 * @param counting whether sessions count ({@code track_counts})
 * @param takenAt when that was, by the database's clock
 */
public record ChangeToken(String snapshot, String counters, boolean counting, Instant takenAt) {
  public ChangeToken {
    Objects.requireNonNull(snapshot);
    Objects.requireNonNull(counters);
    Objects.requireNonNull(takenAt);
  }

  /**
   * Whether nothing at all was committed since the other token: then the catalogs are the same,
   * with certainty.
   */
  public boolean provesUnchangedSince(ChangeToken earlier) {
    return snapshot.equals(earlier.snapshot);
  }

  /**
   * Whether no change was reported since the other token. A session reports late, so this is to be
   * believed only for a short while after something exact.
   */
  public boolean suggestsUnchangedSince(ChangeToken earlier) {
    return counting && earlier.counting && counters.equals(earlier.counters);
  }
}
