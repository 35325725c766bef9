package dev.waymark.verification;

import dev.waymark.database.DatabaseException;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;

/**
 * One caller at a time, in the order in which they came. The caller whose turn it is may wait for a
 * silent network: no other joins that for ever.
 */
final class Turns {
  private final ReentrantLock lock = new ReentrantLock(true);
  private final Duration longestWait;

  /**
   * @param longestWait how long a caller waits for its turn at most
   */
  Turns(Duration longestWait) {
    this.longestWait = longestWait;
  }

  /**
   * Waits for the caller's turn, which it gives up with {@link #end}.
   *
   * @throws DatabaseException if that takes too long
   */
  void take() {
    try {
      if (!lock.tryLock(longestWait.toMillis(), TimeUnit.MILLISECONDS)) {
        throw DatabaseException.silent(longestWait);
      }
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw DatabaseException.silent(longestWait);
    }
  }

  void end() {
    lock.unlock();
  }
}
