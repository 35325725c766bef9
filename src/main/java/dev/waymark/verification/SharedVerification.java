package dev.waymark.verification;

import dev.waymark.database.DatabaseException;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.report.Report;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Lets callers that come while the database is being verified share the next verification, so that
 * a thousand dashboards cost the database as much as one. Nobody gets an answer for which the
 * database was looked at before the question.
 */
public final class SharedVerification {
  private final Verifier verifier;
  private final Executor executor;
  private final Duration longestWait;
  private final Map<Shared, Turns> turns = new ConcurrentHashMap<>();

  /** What has to be the same for an answer to be good for somebody else. */
  private record Shared(Optional<ExpectationChoice> choice, Freshness freshness) {}

  /**
   * @param verifier what to share
   * @param executor what may wait for a database
   * @param longestWait after which a caller that waits is answered so, and the next one looks by
   *     itself
   */
  public SharedVerification(Verifier verifier, Executor executor, Duration longestWait) {
    this.verifier = verifier;
    this.executor = executor;
    this.longestWait = longestWait;
  }

  /**
   * The report of {@link Verifier#verify}, as soon as there is one; it does not block.
   *
   * @param choice what should be; empty means what is configured
   * @param freshness how certain it has to be that this is how things are; what has to be read
   *     anew, however long a replay takes, is not shared
   * @return a stage of the caller's own: to cancel it takes no other caller along
   */
  public CompletionStage<Report> verify(Optional<ExpectationChoice> choice, Freshness freshness) {
    return freshness == Freshness.READ
        ? CompletableFuture.supplyAsync(() -> verifier.verify(choice, freshness), executor)
        : withinLimit(
            turns.computeIfAbsent(new Shared(choice, freshness), Turns::new).next().copy());
  }

  private CompletionStage<Report> withinLimit(CompletableFuture<Report> own) {
    return own.orTimeout(longestWait.toMillis(), TimeUnit.MILLISECONDS)
        .exceptionallyCompose(
            problem ->
                CompletableFuture.failedFuture(
                    problem instanceof TimeoutException
                        ? DatabaseException.silent(longestWait)
                        : unwrapped(problem)));
  }

  private static Throwable unwrapped(Throwable problem) {
    return problem instanceof CompletionException ? problem.getCause() : problem;
  }

  /** One verification after the other, for as long as somebody waits for one. */
  private final class Turns {
    private final Shared shared;
    private CompletableFuture<Report> waiting;
    private CompletableFuture<Report> verifying;
    private long begunNanos;

    Turns(Shared shared) {
      this.shared = shared;
    }

    synchronized CompletableFuture<Report> next() {
      if (waiting == null) {
        waiting = new CompletableFuture<>();
      }
      CompletableFuture<Report> next = waiting;
      if (verifying == null || isStuck()) {
        begin();
      }
      return next;
    }

    /** Nobody waits any more for what is going on, and it must not keep others from looking. */
    private boolean isStuck() {
      return System.nanoTime() - begunNanos >= longestWait.toNanos();
    }

    private synchronized void end(CompletableFuture<Report> ended) {
      if (verifying != ended) {
        return;
      }
      verifying = null;
      if (waiting != null) {
        begin();
      }
    }

    private void begin() {
      CompletableFuture<Report> asked = waiting;
      executor.execute(() -> answer(asked));
      waiting = null;
      verifying = asked;
      begunNanos = System.nanoTime();
    }

    private void answer(CompletableFuture<Report> asked) {
      Report report;
      try {
        report = verifier.verify(shared.choice(), shared.freshness());
      } catch (Throwable throwable) {
        end(asked);
        asked.completeExceptionally(throwable);
        return;
      }
      end(asked);
      asked.complete(report);
    }
  }
}
