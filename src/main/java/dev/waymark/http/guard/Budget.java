package dev.waymark.http.guard;

import java.util.concurrent.atomic.AtomicInteger;

/** So many of a kind at a time, and no more. */
final class Budget {
  private final int most;
  private final AtomicInteger taken = new AtomicInteger();

  Budget(int most) {
    this.most = most;
  }

  int most() {
    return most;
  }

  /** Whether there was one left; who got it gives it back. */
  boolean take() {
    return taken.getAndUpdate(now -> now < most ? now + 1 : now) < most;
  }

  void giveBack() {
    taken.decrementAndGet();
  }
}
