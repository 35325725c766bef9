package dev.waymark.migration;

import java.time.Duration;

/**
 * What keeps a run from taking production down.
 *
 * @param lockTimeout how long a statement of a transactional migration may wait for a lock before
 *     the migration is rolled back and tried again; zero means for ever. A migration outside a
 *     transaction waits for ever: no other session queues behind a concurrent build, and cutting it
 *     off leaves an invalid index.
 * @param statementTimeout how long a statement may take; zero means for ever
 * @param lockRetries how often a migration is tried again
 * @param shutdownGrace how long a run may go on when the process is asked to end
 */
public record RunLimits(
    Duration lockTimeout, Duration statementTimeout, int lockRetries, Duration shutdownGrace) {

  /** What holds when nothing is configured. */
  public static final RunLimits DEFAULT =
      new RunLimits(Duration.ofSeconds(5), Duration.ZERO, 10, Duration.ofSeconds(25));

  /** The longest pause before a migration is tried again. */
  static final Duration LONGEST_PAUSE = Duration.ofSeconds(30);

  /**
   * How long to wait before the next attempt: doubling from half a second, of which half is chance,
   * so that two that block each other do not meet again.
   *
   * @param attempt which attempt failed, from 1
   * @param chance from 0 to 1
   */
  public static Duration pause(int attempt, double chance) {
    long full = Math.min(LONGEST_PAUSE.toMillis(), 500L << Math.min(attempt - 1, 10));
    return Duration.ofMillis(full / 2 + (long) (full / 2 * chance));
  }
}
