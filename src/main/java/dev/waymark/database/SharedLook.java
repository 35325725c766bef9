package dev.waymark.database;

import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * One look at a database after the other, for as long as somebody waits for one: callers that come
 * while one is going on share the next, so that a thousand cost the database as much as one. Nobody
 * gets an answer for which the database was looked at before the question.
 *
 * @param <T> what is seen
 */
public final class SharedLook<T> {
  private final Supplier<T> look;
  private final Executor executor;
  private final Duration longestWait;
  private Batch<T> waiting;
  private Batch<T> looking;
  private long begunNanos;

  /**
   * Those who share a look.
   *
   * @param seen what the look completes
   * @param answered the same for the callers, at the latest when the first of them has waited for
   *     as long as anybody may: a timer for each would cost more than the answer
   */
  private record Batch<T>(CompletableFuture<T> seen, CompletableFuture<T> answered) {
    static <T> Batch<T> of(Duration longestWait) {
      CompletableFuture<T> seen = new CompletableFuture<>();
      return new Batch<>(
          seen,
          seen.copy()
              .orTimeout(longestWait.toMillis(), TimeUnit.MILLISECONDS)
              .exceptionallyCompose(
                  problem ->
                      CompletableFuture.failedFuture(
                          problem instanceof TimeoutException
                              ? DatabaseException.silent(longestWait)
                              : unwrapped(problem))));
    }

    private static Throwable unwrapped(Throwable problem) {
      return problem instanceof CompletionException ? problem.getCause() : problem;
    }
  }

  /**
   * @param look looks, and may block
   * @param executor what may wait for a database
   * @param longestWait after which callers that wait are answered so, and the next one looks by
   *     itself
   */
  public SharedLook(Supplier<T> look, Executor executor, Duration longestWait) {
    this.look = look;
    this.executor = executor;
    this.longestWait = longestWait;
  }

  /**
   * What is seen by a look that begins after this; it does not block.
   *
   * @return a future of the caller's own: to cancel it takes no other caller along
   */
  public synchronized CompletableFuture<T> next() {
    if (waiting == null) {
      waiting = Batch.of(longestWait);
    }
    CompletableFuture<T> next = waiting.answered().copy();
    if (looking == null || isStuck()) {
      begin();
    }
    return next;
  }

  /** Nobody waits any more for what is going on, and it must not keep others from looking. */
  private boolean isStuck() {
    return System.nanoTime() - begunNanos >= longestWait.toNanos();
  }

  private synchronized void end(Batch<T> ended) {
    if (looking != ended) {
      return;
    }
    looking = null;
    if (waiting != null) {
      begin();
    }
  }

  private void begin() {
    Batch<T> asked = waiting;
    executor.execute(() -> answer(asked));
    waiting = null;
    looking = asked;
    begunNanos = System.nanoTime();
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
