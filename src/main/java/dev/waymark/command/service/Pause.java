package dev.waymark.command.service;

/** Waiting before the same is asked again. */
public final class Pause {
  private Pause() {}

  /** Waits for so long. */
  public static void of(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("A command's thread is never interrupted", exception);
    }
  }
}
