package dev.waymark.webhook;

import java.time.Clock;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jboss.logging.Logger;

/**
 * Notifies what is outside of what happens here. The thread that reports an event goes on at once:
 * its messages are made and sent on threads of their own, and what cannot be delivered is counted,
 * logged and forgotten.
 */
public final class Webhooks implements AutoCloseable {
  /** How long a server that ends waits for what is on its way. */
  public static final Duration AT_THE_END = Duration.ofSeconds(5);

  /** How long a command waits before it ends: for three tries. */
  public static final Duration OF_A_COMMAND = Duration.ofSeconds(15);

  private static final Logger LOG = Logger.getLogger(Webhooks.class);

  /** How much may be left to do beside deliveries; a disk that hangs must not fill the memory. */
  private static final int MOST_WORK = 1_000;

  private final Optional<WebhooksFile> file;
  private final Waits waits;
  private final Clock clock;
  private final Counts counts = new Counts();
  private final Map<String, Courier> couriers = new ConcurrentHashMap<>();
  private final ScheduledThreadPoolExecutor work =
      new ScheduledThreadPoolExecutor(
          1,
          task -> {
            // It serves all runs: what the log adds to a line is not that of the first.
            Thread thread = new Thread(null, task, "webhooks", 0, false);
            thread.setContextClassLoader(Webhooks.class.getClassLoader());
            thread.setDaemon(true);
            return thread;
          });

  /**
   * @param file which webhooks there are; empty for none
   * @param waits how long is waited between two tries
   */
  public Webhooks(Optional<WebhooksFile> file, Waits waits, Clock clock) {
    this.file = file;
    this.waits = waits;
    this.clock = clock;
  }

  /** What became of the messages of this process. */
  public Counts counts() {
    return counts;
  }

  /** Whether there is anybody to notify, or may be once the file has changed. */
  boolean isOff() {
    return file.isEmpty();
  }

  /** The webhooks there are now; only for threads that may wait for a disk. */
  Iterable<Webhook> now() {
    return file.get().webhooks();
  }

  /** Notifies the webhooks that want to hear of it; returns at once. */
  void announce(Event event) {
    soon(() -> hand(event));
  }

  /** Does something beside everything else, one after the other; returns at once. */
  void soon(Runnable task) {
    later(task, Duration.ZERO);
  }

  /** The same after a while, unless the process ends before. */
  void later(Runnable task, Duration after) {
    if (isOff()) {
      return;
    }
    if (work.getQueue().size() >= MOST_WORK) {
      counts.wereDropped(1);
      return;
    }
    try {
      Runnable guarded = guarded(task);
      if (after.isZero()) {
        work.execute(guarded);
      } else {
        work.schedule(guarded, after.toNanos(), TimeUnit.NANOSECONDS);
      }
    } catch (RejectedExecutionException ended) {
      LOG.debug("The process ends: no webhook is notified of this any more.");
      counts.wereDropped(1);
    }
  }

  /** Delivers what is on its way, for as long as this, and gives up the rest. */
  public void close(Duration patience) {
    if (isOff()) {
      return;
    }
    long until = System.nanoTime() + patience.toNanos();
    int lost = 0;
    try {
      // What is to be done at once stands before this, and what has its time later is dropped.
      work.submit(() -> {}).get(patience.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException | ExecutionException | RejectedExecutionException stuck) {
      LOG.debug("Webhooks are not done with what there was to do.", stuck);
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
    work.shutdownNow();
    try {
      for (Courier courier : couriers.values()) {
        lost += courier.end(until);
      }
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
    if (lost > 0) {
      LOG.warnf("The process ends, and %d messages to webhooks are not delivered.", lost);
    }
  }

  @Override
  public void close() {
    close(AT_THE_END);
  }

  /** The same for the webhooks that are there already, on the thread of {@link #soon}. */
  void hand(Event event) {
    WebhooksFile.Content content = file.get().content();
    Message message = Message.of(event);
    for (Webhook webhook : content.webhooks()) {
      if (event.isFor(webhook)) {
        couriers
            .computeIfAbsent(
                webhook.name(), name -> new Courier(name, file.get(), waits, counts, clock))
            .take(message, content.generation());
      }
    }
  }

  private static Runnable guarded(Runnable task) {
    return () -> {
      try {
        task.run();
      } catch (RuntimeException unexpected) {
        LOG.error("Webhooks have missed something.", unexpected);
      }
    };
  }
}
