package dev.waymark.command.service;

/** Waiting before the same is asked again. */
final class Pause {
  private Pause() {}

  static void of(long milliseconds) {
    try {
      Thread.sleep(milliseconds);
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("Nobody interrupts a command's thread", exception);
    }
  }
}
