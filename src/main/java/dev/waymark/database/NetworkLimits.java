package dev.waymark.database;

import java.time.Duration;
import java.util.Objects;

/**
 * How long a network may say nothing. Where it is cut without a word, neither side notices: each
 * has to have a limit of its own.
 *
 * @param read how long an answer may take before the connection is given up; the session of a run
 *     has no such limit, because its statements take as long as they take
 * @param silence after which server and Waymark take each other for gone; the server then rolls
 *     back, and lets go of the run's lock
 */
public record NetworkLimits(Duration read, Duration silence) {
  private static final Duration SHORTEST = Duration.ofSeconds(2);

  /** What is good for nearly all networks. */
  public static final NetworkLimits DEFAULT =
      new NetworkLimits(Duration.ofSeconds(60), Duration.ofSeconds(40));

  /** The server probes this often before it gives up, the first time after half of the silence. */
  private static final int PROBES = 4;

  /**
   * @throws IllegalArgumentException naming the setting that is too short to be kept to
   */
  public NetworkLimits {
    requireLongEnough("WAYMARK_READ_TIMEOUT", Objects.requireNonNull(read));
    requireLongEnough("WAYMARK_NETWORK_TIMEOUT", Objects.requireNonNull(silence));
  }

  /**
   * How long to wait for somebody else's look: one that takes longer is stuck, even where its first
   * part had been slow.
   */
  public Duration longestWait() {
    return read.multipliedBy(2);
  }

  /** The server's settings for a session, as its {@code options} take them. */
  String serverOption(String name) {
    long seconds = silence.toSeconds();
    return switch (name) {
      case "tcp_keepalives_idle" -> String.valueOf(seconds / 2);
      case "tcp_keepalives_interval" -> String.valueOf(Math.max(1, seconds / 2 / PROBES));
      case "tcp_keepalives_count" -> String.valueOf(PROBES);
      case "tcp_user_timeout" -> String.valueOf(silence.toMillis());
      default -> throw new IllegalArgumentException(name);
    };
  }

  private static void requireLongEnough(String setting, Duration duration) {
    if (duration.compareTo(SHORTEST) < 0) {
      throw new IllegalArgumentException(
          "%s must be at least %d s: a network may be silent for that long without being cut."
              .formatted(setting, SHORTEST.toSeconds()));
    }
  }
}
