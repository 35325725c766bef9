package dev.waymark.verification;

import dev.waymark.database.DatabaseException;
import dev.waymark.look.SharedLook;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.report.Report;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;

/** Lets callers that come while the database is being verified share the next verification. */
public final class SharedVerification {
  private final Verifier verifier;
  private final Executor executor;
  private final Duration longestWait;
  private final Map<Shared, SharedLook<Report>> looks = new ConcurrentHashMap<>();

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
        : looks.computeIfAbsent(new Shared(choice, freshness), this::look).next();
  }

  private SharedLook<Report> look(Shared shared) {
    return new SharedLook<>(
        () -> verifier.verify(shared.choice(), shared.freshness()),
        executor,
        longestWait,
        DatabaseException::silent);
  }
}
