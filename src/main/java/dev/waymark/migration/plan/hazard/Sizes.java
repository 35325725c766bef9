package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.observation.Live;

/** How large something is, in words. */
final class Sizes {
  private Sizes() {}

  static String of(Live live) {
    return "about %,d %s, %s"
        .formatted(live.rows(), live.rows() == 1 ? "row" : "rows", bytes(live.bytes()));
  }

  private static String bytes(long bytes) {
    if (bytes < 1 << 20) {
      return (bytes >> 10) + " kB";
    }
    return bytes < 1L << 30 ? (bytes >> 20) + " MB" : (bytes >> 30) + " GB";
  }
}
