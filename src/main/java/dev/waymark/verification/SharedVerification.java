package dev.waymark.verification;

import dev.waymark.verification.expectation.ExpectationChoice;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/**
 * Lets whoever asks while the database is being verified share the next verification, so that a
 * thousand dashboards cost the database as much as one. Nobody gets an answer for which the
 * database was looked at before the question.
 */
public final class SharedVerification {
  private final Verifier verifier;
  private final Executor executor;
  private final Map<Optional<ExpectationChoice>, Turns> turns = new ConcurrentHashMap<>();

  /**
   * @param verifier what to share
   * @param executor what may wait for a database
   */
  public SharedVerification(Verifier verifier, Executor executor) {
    this.verifier = verifier;
    this.executor = executor;
  }

  /**
   * The report of {@link Verifier#verify}, as soon as there is one; it does not block.
   *
   * @param choice what should be; empty means what is configured
   * @param fresh read the database now, whatever is remembered: this is not shared
   */
  public CompletionStage<Report> verify(Optional<ExpectationChoice> choice, boolean fresh) {
    return fresh
        ? CompletableFuture.supplyAsync(() -> verifier.verify(choice, true), executor)
        : turns.computeIfAbsent(choice, Turns::new).next();
  }

  /** One verification after the other, for as long as somebody waits for one. */
  private final class Turns {
    private final Optional<ExpectationChoice> choice;
    private CompletableFuture<Report> waiting;
    private boolean verifying;

    Turns(Optional<ExpectationChoice> choice) {
      this.choice = choice;
    }

    synchronized CompletionStage<Report> next() {
      if (waiting == null) {
        waiting = new CompletableFuture<>();
      }
      CompletableFuture<Report> next = waiting;
      if (!verifying) {
        begin();
      }
      return next;
    }

    private synchronized void end() {
      verifying = false;
      if (waiting != null) {
        begin();
      }
    }

    private void begin() {
      CompletableFuture<Report> asked = waiting;
      executor.execute(() -> answer(asked));
      waiting = null;
      verifying = true;
    }

    private void answer(CompletableFuture<Report> asked) {
      Report report;
      try {
        report = verifier.verify(choice, false);
      } catch (Throwable throwable) {
        end();
        asked.completeExceptionally(throwable);
        return;
      }
      end();
      asked.complete(report);
    }
  }
}
