package dev.waymark.migration.rehearsing;

import dev.waymark.migration.rehearsal.LiveRehearsal;
import dev.waymark.migration.store.KeptRehearsal;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/**
 * Keeps how far a rehearsal is, and looks whether somebody asked another replica for its end, on a
 * thread of its own for as long as it is open.
 */
final class Keeping implements AutoCloseable {
  private static final long LOOK_AGAIN_MS = 500;

  private final LiveRehearsal live;
  private final KeptRehearsal kept;
  private final CountDownLatch over = new CountDownLatch(1);
  private final Thread thread;

  Keeping(LiveRehearsal live, KeptRehearsal kept) {
    this.live = live;
    this.kept = kept;
    this.thread = new Thread(this::look, "rehearsal-keeping");
    thread.setDaemon(true);
    thread.start();
  }

  private void look() {
    try {
      while (!over.await(LOOK_AGAIN_MS, TimeUnit.MILLISECONDS)) {
        kept.save(live.snapshot()).ifPresent(live::cancel);
      }
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
  }

  /** What was seen before the end is written before it. */
  @Override
  public void close() {
    over.countDown();
    try {
      thread.join();
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
  }
}
