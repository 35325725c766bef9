package dev.waymark.migration.endpoint;

import dev.waymark.migration.run.Attempt;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.Response;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.function.Supplier;

/**
 * Waits for the end of something as long as a client prefers; what it waits for goes on when the
 * client hangs up.
 *
 * @param kept done when every replica answers for it, or none but this one ever will
 * @param end of what is waited for
 */
record PreferredWait<T>(
    Preferences preferences, CompletableFuture<Void> kept, CompletableFuture<T> end) {
  /** How long a client should wait before it asks again, in seconds. */
  private static final int RETRY_AFTER_SECONDS = 2;

  /**
   * How long an answer that its client does not want to wait for may wait for what it names to be
   * kept.
   */
  private static final long LONGEST_TO_KEEP_MS = 3_000;

  /**
   * The answer.
   *
   * @param path where it can be read
   * @param now how it stands
   */
  CompletionStage<Response> answer(Function<T, String> path, Supplier<T> now) {
    Function<T, Response> ended =
        it -> applied(Response.ok(it).header(HttpHeaders.CONTENT_LOCATION, path.apply(it)));
    Duration patience = preferences.patience();
    if (patience == null) {
      return unwrapped(end.thenApply(ended));
    }
    // A copy: the time runs out for this caller, not for what it waits for.
    return unwrapped(
        end.thenApply(ended)
            .orTimeout(patience.toMillis(), TimeUnit.MILLISECONDS)
            // Not on the one thread that lets the time run out for everybody.
            .exceptionallyComposeAsync(
                problem ->
                    Attempt.unwrapped(problem) instanceof TimeoutException
                        ? goesOn(patience, ended, path, now)
                        : CompletableFuture.failedFuture(problem),
                Infrastructure.getDefaultWorkerPool()));
  }

  /**
   * Once every replica knows it: the next request may reach another one. A client that has said how
   * long it waits has waited long enough.
   */
  private CompletableFuture<Response> goesOn(
      Duration waited, Function<T, Response> ended, Function<T, String> path, Supplier<T> now) {
    long toKeepMs = waited.isZero() ? LONGEST_TO_KEEP_MS : 0;
    return kept.thenApply(done -> true)
        .completeOnTimeout(false, toKeepMs, TimeUnit.MILLISECONDS)
        .thenComposeAsync(
            known ->
                end.isDone()
                    ? end.thenApply(ended)
                    : CompletableFuture.completedFuture(accepted(now.get(), path)),
            Infrastructure.getDefaultWorkerPool());
  }

  private Response accepted(T now, Function<T, String> path) {
    return applied(
        Response.accepted(now)
            .header(HttpHeaders.LOCATION, path.apply(now))
            .header(HttpHeaders.RETRY_AFTER, RETRY_AFTER_SECONDS));
  }

  private Response applied(Response.ResponseBuilder response) {
    if (preferences.applied() != null) {
      response.header("Preference-Applied", preferences.applied());
    }
    return response.header(HttpHeaders.VARY, "Prefer").build();
  }

  /** The problem as it was thrown, for the mappers to answer. */
  private static <T> CompletableFuture<T> unwrapped(CompletableFuture<T> future) {
    CompletableFuture<T> plain = new CompletableFuture<>();
    future.whenComplete(
        (value, problem) -> {
          if (problem == null) {
            plain.complete(value);
          } else {
            plain.completeExceptionally(Attempt.unwrapped(problem));
          }
        });
    return plain;
  }
}
