package dev.waymark.verification.expectation;

import dev.waymark.database.OwnThread;
import dev.waymark.verification.expectation.Expected.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;

/**
 * Remembers the outcome of the last replay, so that polls do not repeat it. One replay at a time: a
 * caller that asks for the same meanwhile gets its outcome, or is answered after a while that it
 * goes on, so that polls which come every few seconds do not pile up behind a replay of minutes.
 */
final class LastReplay {
  /** When a failure is tried again: its cause may be gone (a privilege, space, a connection). */
  static final Duration FAILURE_KEPT = Duration.ofMinutes(1);

  /**
   * A failure is kept for so many times as long as it took: trying must not be all that is done.
   */
  static final int FAILURE_KEPT_TIMES = 4;

  /** How long a poll waits for a replay. */
  static final Duration PATIENCE = Duration.ofSeconds(20);

  private static final OwnThread THREAD = new OwnThread("replay");

  private record Going(String key, Instant since, CompletableFuture<Outcome> outcome) {}

  private record Outcome(Expected expected, Instant at) {}

  private final Clock clock;
  private final Duration patience;
  private Going last;

  LastReplay(Clock clock) {
    this(clock, PATIENCE);
  }

  LastReplay(Clock clock, Duration patience) {
    this.clock = clock;
    this.patience = patience;
  }

  /**
   * @param key equal for what builds the same schema
   * @param patient whether to wait for the end, however long that takes
   */
  Expected of(String key, boolean patient, Supplier<Expected> replay) {
    Going going = going(key, replay);
    try {
      return patient
          ? going.outcome().join().expected()
          : going.outcome().get(patience.toMillis(), TimeUnit.MILLISECONDS).expected();
    } catch (TimeoutException exception) {
      return goesOn(going);
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
      return goesOn(going);
    } catch (ExecutionException | CompletionException exception) {
      if (exception.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw new IllegalStateException("The replay broke off", exception.getCause());
    }
  }

  /** Whether {@link #of} would answer without a replay of its own. */
  synchronized boolean isAtHand(String key) {
    return last != null && last.key().equals(key) && (!last.outcome().isDone() || holds(last, key));
  }

  private static Unavailable goesOn(Going going) {
    return new Unavailable(
        "The migrations are being replayed into a scratch database, since %s."
            .formatted(going.since().truncatedTo(ChronoUnit.SECONDS)),
        "Ask again later; fresh=true waits for the end.",
        true);
  }

  private synchronized Going going(String key, Supplier<Expected> replay) {
    if (last == null || (last.outcome().isDone() && !holds(last, key))) {
      last = started(key, replay);
    } else if (!last.key().equals(key)) {
      // The one before ends first: two scratch databases at once would take twice the space.
      Going before = last;
      last =
          new Going(
              key,
              clock.instant(),
              before
                  .outcome()
                  .handle((outcome, problem) -> null)
                  .thenCompose(ended -> started(key, replay).outcome()));
    }
    return last;
  }

  private Going started(String key, Supplier<Expected> replay) {
    Instant since = clock.instant();
    CompletableFuture<Outcome> outcome =
        CompletableFuture.supplyAsync(() -> new Outcome(replay.get(), clock.instant()), THREAD);
    return new Going(key, since, outcome);
  }

  private boolean holds(Going ended, String key) {
    if (!ended.key().equals(key) || ended.outcome().isCompletedExceptionally()) {
      return false;
    }
    Outcome outcome = ended.outcome().join();
    if (!(outcome.expected() instanceof Unavailable)) {
      return true;
    }
    Duration took = Duration.between(ended.since(), outcome.at()).multipliedBy(FAILURE_KEPT_TIMES);
    Duration kept = took.compareTo(FAILURE_KEPT) > 0 ? took : FAILURE_KEPT;
    return clock.instant().isBefore(outcome.at().plus(kept));
  }
}
