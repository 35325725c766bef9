package dev.waymark.webhook;

import java.util.concurrent.atomic.AtomicLong;

/** What became of the messages of this process. */
public final class Counts {
  private final AtomicLong delivered = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong dropped = new AtomicLong();

  /** How many a receiver has answered with 2xx. */
  public long delivered() {
    return delivered.get();
  }

  /** How many no receiver wanted, or could be reached for. */
  public long failed() {
    return failed.get();
  }

  /** How many were never tried to the end: too many waited, or the process ended. */
  public long dropped() {
    return dropped.get();
  }

  void wasDelivered() {
    delivered.incrementAndGet();
  }

  void hasFailed() {
    failed.incrementAndGet();
  }

  void wereDropped(int messages) {
    dropped.addAndGet(messages);
  }
}
