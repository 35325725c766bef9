package dev.waymark.http.guard;

import java.util.function.BooleanSupplier;

/** Looks again until something is so, for a minute at most. */
final class Awaited {
  private static final long A_MINUTE = 60_000_000_000L;

  private Awaited() {}

  static void until(BooleanSupplier so) {
    long end = System.nanoTime() + A_MINUTE;
    while (!so.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("It did not happen");
      }
      Thread.onSpinWait();
    }
  }
}
