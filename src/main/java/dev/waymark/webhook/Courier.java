package dev.waymark.webhook;

import dev.waymark.webhook.WebhooksFile.Content;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Brings one webhook its messages, in their order and one at a time. It has a thread only while
 * there are any.
 */
final class Courier {
  /** How many messages may wait. */
  static final int MOST_WAITING = 100;

  private static final Logger LOG = Logger.getLogger(Courier.class);

  /** How long a change of the file goes unnoticed while a message waits for its next try. */
  private static final Duration LOOK_AT_FILE = Duration.ofSeconds(30);

  private static final long NEVER = -1;

  private final String name;
  private final WebhooksFile file;
  private final Waits waits;
  private final Counts counts;
  private final Clock clock;

  // All below is guarded by this.
  private final Deque<Message> waiting = new ArrayDeque<>();
  private Thread thread;
  private boolean ended;
  private boolean full;
  private boolean troubled;
  private long goneIn = NEVER;

  Courier(String name, WebhooksFile file, Waits waits, Counts counts, Clock clock) {
    this.name = name;
    this.file = file;
    this.waits = waits;
    this.counts = counts;
    this.clock = clock;
  }

  /** Takes a message; returns at once. */
  synchronized void take(Message message, long generation) {
    if (ended || goneIn == generation) {
      counts.wereDropped(1);
      return;
    }
    if (waiting.size() >= MOST_WAITING) {
      counts.wereDropped(1);
      if (!full) {
        full = true;
        LOG.warnf(
            "Webhook %s: %d messages wait for it, and no more are kept until one is delivered.",
            name, MOST_WAITING);
      }
      return;
    }
    waiting.add(message);
    if (thread == null) {
      thread = new Thread(this::work, "webhook");
      thread.setDaemon(true);
      thread.start();
    }
  }

  /**
   * Waits until nothing is left to deliver, for as long as this, and then gives up.
   *
   * @return how many were not delivered
   */
  synchronized int end(long untilNanos) throws InterruptedException {
    try {
      for (long left = untilNanos - System.nanoTime();
          thread != null && left > 0;
          left = untilNanos - System.nanoTime()) {
        TimeUnit.NANOSECONDS.timedWait(this, left);
      }
    } finally {
      ended = true;
      notifyAll();
      if (thread != null) {
        thread.interrupt();
      }
    }
    int left = waiting.size();
    counts.wereDropped(left);
    waiting.clear();
    return left;
  }

  private void work() {
    Sender sender = new Sender(clock, waits.patience());
    for (Optional<Message> message = first(); message.isPresent(); message = first()) {
      try {
        deliver(sender, message.get());
      } catch (InterruptedException exception) {
        // Only the end of the process interrupts it, and has counted what is left.
        return;
      } catch (RuntimeException unexpected) {
        LOG.errorf(unexpected, "Webhook %s: message %s is given up.", name, message.get().id());
        counts.hasFailed();
      }
      done(message.get());
    }
  }

  private synchronized Optional<Message> first() {
    Message message = ended ? null : waiting.peek();
    if (message == null) {
      thread = null;
      notifyAll();
    }
    return Optional.ofNullable(message);
  }

  private synchronized void done(Message message) {
    waiting.remove(message);
    full = false;
  }

  private void deliver(Sender sender, Message message) throws InterruptedException {
    for (int tried = 1; ; tried++) {
      Content content = file.content();
      Optional<Webhook> webhook =
          content.webhooks().stream().filter(it -> it.name().equals(name)).findFirst();
      if (webhook.isEmpty() || isGone(content)) {
        counts.wereDropped(1);
        return;
      }
      Reply reply = sender.send(webhook.get(), message);
      if (reply instanceof Reply.Delivered) {
        counts.wasDelivered();
        delivered(webhook.get());
        return;
      }
      Optional<Duration> wait = Optional.empty();
      if (reply instanceof Reply.Later later) {
        wait = waits.after(tried, later.after());
      } else if (reply instanceof Reply.Gone) {
        gone(content);
      }
      if (wait.isEmpty()) {
        failed(webhook.get(), message, reply, tried);
        return;
      }
      delayed(webhook.get(), message, reply, wait.get());
      pause(wait.get(), content.generation());
    }
  }

  private synchronized boolean isGone(Content content) {
    return goneIn == content.generation();
  }

  private synchronized void gone(Content content) {
    goneIn = content.generation();
  }

  private synchronized void delivered(Webhook webhook) {
    if (troubled) {
      troubled = false;
      LOG.infof("Webhook %s: messages are delivered again.", webhook);
    }
  }

  private void failed(Webhook webhook, Message message, Reply reply, int tried) {
    counts.hasFailed();
    String next =
        reply instanceof Reply.Gone ? " It is left alone until the file of webhooks changes." : "";
    LOG.warnf(
        "Webhook %s: %s %s is not delivered, after %d %s: %s.%s",
        webhook,
        message.event().type().code(),
        message.id(),
        tried,
        tried == 1 ? "try" : "tries",
        reply.sentence(),
        next);
  }

  /** Said once, until something is delivered again. */
  private synchronized void delayed(Webhook webhook, Message message, Reply reply, Duration wait) {
    if (!troubled) {
      troubled = true;
      LOG.warnf(
          "Webhook %s: %s %s is not delivered yet: %s. It is tried again in %d ms, and later.",
          webhook, message.event().type().code(), message.id(), reply.sentence(), wait.toMillis());
    }
  }

  /** Until the time is over, or the file says something else. */
  private void pause(Duration wait, long generation) throws InterruptedException {
    long until = System.nanoTime() + wait.toNanos();
    for (long left = wait.toNanos(); left > 0; left = until - System.nanoTime()) {
      TimeUnit.NANOSECONDS.sleep(Math.min(left, LOOK_AT_FILE.toNanos()));
      if (file.content().generation() != generation) {
        return;
      }
    }
  }
}
