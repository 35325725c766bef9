package dev.waymark.look;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * One look at something after the other, such as a database, for as long as a caller waits for one:
 * callers that come while one is going on share the next, so that a thousand cost as much as one.
 * No caller gets an answer for which the look began before the question.
 *
 * @param <T> what is seen
 */
public final class SharedLook<T> {
  /** How long a look has to take for callers to be worth waiting for. */
  static final Duration DEAR = Duration.ofMillis(1);

  /** How long a pause between two looks lasts at most. */
  static final Duration LONGEST_PAUSE = Duration.ofMillis(10);

  private final Supplier<T> look;
  private final Executor executor;
  private final Duration longestWait;
  private final Function<Duration, ? extends RuntimeException> silent;
  private final Duration longestPause;
  private final Timer timer;
  private final LongSupplier nanos;
  private Batch<T> waiting;
  private Batch<T> looking;
  private long begunNanos;
  private int callers;
  private boolean shared;
  private long pausedUntilNanos;
  private boolean pausing;

  /** Does something later. */
  interface Timer {
    /** Does it after so many nanoseconds, on another thread. */
    void after(long nanos, Runnable action);
  }

  /**
   * Those who share a look.
   *
   * @param seen what the look completes
   * @param answered the same for the callers, at the latest when the first of them has waited for
   *     as long as anybody may: a timer for each would cost more than the answer
   */
  private record Batch<T>(CompletableFuture<T> seen, CompletableFuture<T> answered) {
    static <T> Batch<T> of(
        Duration longestWait, Function<Duration, ? extends RuntimeException> silent) {
      CompletableFuture<T> seen = new CompletableFuture<>();
      return new Batch<>(
          seen,
          seen.copy()
              .orTimeout(longestWait.toMillis(), TimeUnit.MILLISECONDS)
              .exceptionallyCompose(
                  problem ->
                      CompletableFuture.failedFuture(
                          problem instanceof TimeoutException
                              ? silent.apply(longestWait)
                              : unwrapped(problem))));
    }

    /**
     * Those who share it have been told that it takes too long. What they were told is asked, not a
     * second clock: a caller that is told and asks again at once must not be early for it.
     */
    boolean isGivenUp() {
      return answered.isDone() && !seen.isDone();
    }

    private static Throwable unwrapped(Throwable problem) {
      return problem instanceof CompletionException ? problem.getCause() : problem;
    }
  }

  /**
   * @param look looks, and may block
   * @param executor what may wait for what is looked at
   * @param longestWait after which callers that wait are answered so, and the next one looks by
   *     itself
   * @param silent what they are answered, given how long they have waited
   */
  public SharedLook(
      Supplier<T> look,
      Executor executor,
      Duration longestWait,
      Function<Duration, ? extends RuntimeException> silent) {
    this(look, executor, longestWait, silent, Duration.ZERO, SharedLook::after, System::nanoTime);
  }

  SharedLook(
      Supplier<T> look,
      Executor executor,
      Duration longestWait,
      Function<Duration, ? extends RuntimeException> silent,
      Duration longestPause,
      Timer timer,
      LongSupplier nanos) {
    this.look = look;
    this.executor = executor;
    this.longestWait = longestWait;
    this.silent = silent;
    this.longestPause = longestPause;
    this.timer = timer;
    this.nanos = nanos;
    this.pausedUntilNanos = nanos.getAsLong();
  }

  /**
   * The same for a look that may cost far more than an answer, such as one at a thousand files:
   * after one that took long and that several shared, there is no look for as long again, 10 ms at
   * most. Those who have just been answered and ask again share the next one, too, where they would
   * be too late for it; a caller that asks alone never waits.
   */
  public static <T> SharedLook<T> paced(
      Supplier<T> look,
      Executor executor,
      Duration longestWait,
      Function<Duration, ? extends RuntimeException> silent) {
    return new SharedLook<>(
        look, executor, longestWait, silent, LONGEST_PAUSE, SharedLook::after, System::nanoTime);
  }

  private static void after(long nanos, Runnable action) {
    CompletableFuture.delayedExecutor(nanos, TimeUnit.NANOSECONDS, Runnable::run).execute(action);
  }

  /**
   * What is seen by a look that begins after this; it does not block.
   *
   * @return a future of the caller's own: to cancel it takes no other caller along
   */
  public synchronized CompletableFuture<T> next() {
    leaveOutGivenUp();
    if (waiting == null) {
      waiting = Batch.of(longestWait, silent);
    }
    callers++;
    CompletableFuture<T> next = waiting.answered().copy();
    // No caller waits any more for what is given up, and it must not keep others from looking.
    if (looking == null || looking.isGivenUp()) {
      beginInTime();
    }
    return next;
  }

  private synchronized void end(Batch<T> ended) {
    if (looking != ended) {
      return;
    }
    looking = null;
    long now = nanos.getAsLong();
    long took = now - begunNanos;
    pausedUntilNanos =
        shared && took >= DEAR.toNanos() ? now + Math.min(took, longestPause.toNanos()) : now;
    leaveOutGivenUp();
    if (waiting != null) {
      beginInTime();
    }
  }

  /** There is no look for callers that no longer wait, and no new caller is told what they were. */
  private void leaveOutGivenUp() {
    if (waiting != null && waiting.isGivenUp()) {
      waiting = null;
      callers = 0;
    }
  }

  private void beginInTime() {
    long left = pausedUntilNanos - nanos.getAsLong();
    if (left <= 0 || looking != null) {
      begin();
    } else if (!pausing) {
      pausing = true;
      timer.after(left, this::resume);
    }
  }

  private synchronized void resume() {
    pausing = false;
    // A caller that came after the pause, and before this, has not waited for it.
    if (waiting == null || looking != null) {
      return;
    }
    try {
      begin();
    } catch (RuntimeException refused) {
      waiting.seen().completeExceptionally(refused);
      waiting = null;
    }
  }

  private void begin() {
    Batch<T> asked = waiting;
    executor.execute(() -> answer(asked));
    waiting = null;
    looking = asked;
    shared = callers > 1;
    callers = 0;
    begunNanos = nanos.getAsLong();
  }

  private void answer(Batch<T> asked) {
    T seen;
    try {
      seen = look.get();
    } catch (Throwable throwable) {
      end(asked);
      asked.seen().completeExceptionally(throwable);
      return;
    }
    end(asked);
    asked.seen().complete(seen);
  }
}
