package dev.waymark.command.service;

import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** Whether a signal is ending this process: nothing is tried again then. */
public final class ProcessEnd {
  private static final CountDownLatch NEAR = new CountDownLatch(1);

  private ProcessEnd() {}

  /** From now on nothing is tried again. */
  public static void begins() {
    NEAR.countDown();
  }

  static boolean isNear() {
    return NEAR.getCount() == 0;
  }

  /** Waits for so long, or until the process is about to end; says whether it is. */
  static boolean within(long milliseconds) {
    try {
      return NEAR.await(milliseconds, TimeUnit.MILLISECONDS);
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("A command's thread is never interrupted", exception);
    }
  }
}
