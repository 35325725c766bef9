package dev.waymark.migration.run;

import dev.waymark.migration.Run;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.store.RequestKey;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What this process does to bring the database to a target: run, or join another's run. */
public final class Attempt {
  private final RunRequest request;
  private final String sourceDigest;
  private final LiveRun live;
  private final RequestKey key;
  private final CompletableFuture<Void> kept = new CompletableFuture<>();
  private final CompletableFuture<Run> end = new CompletableFuture<>();
  private boolean shared;
  private boolean closed;

  /**
   * @param live the run that it will be, when its turn comes
   * @param key the client's key that it is an attempt for; null for none
   */
  Attempt(RunRequest request, String sourceDigest, LiveRun live, RequestKey key) {
    this.request = request;
    this.sourceDigest = sourceDigest;
    this.live = live;
    this.key = key;
  }

  RunRequest request() {
    return request;
  }

  String sourceDigest() {
    return sourceDigest;
  }

  String target() {
    return request.normalTarget();
  }

  String id() {
    return live.id();
  }

  LiveRun live() {
    return live;
  }

  Optional<RequestKey> key() {
    return Optional.ofNullable(key);
  }

  /** Done when other replicas can answer for it, as far as they ever will. */
  CompletableFuture<Void> kept() {
    return kept;
  }

  CompletableFuture<Run> end() {
    return end;
  }

  boolean hasTarget(String other) {
    return Objects.equals(target(), other);
  }

  /** The ticket of somebody whose answer is that of this attempt, too; empty if it is not. */
  synchronized Optional<Ticket> joined(RunRequest other, String otherDigest) {
    if (closed
        || !hasTarget(other.normalTarget())
        || !sourceDigest.equals(otherDigest)
        || !Objects.equals(request.plan(), other.plan())) {
      return Optional.empty();
    }
    shared = true;
    return Optional.of(joined());
  }

  /** From now on no caller joins; says whether none had. */
  synchronized boolean closeUnlessShared() {
    closed = !shared;
    return closed;
  }

  void fail(Throwable problem) {
    kept.complete(null);
    end.completeExceptionally(problem);
  }

  Ticket ticket() {
    return new Ticket(id(), kept, end);
  }

  private Ticket joined() {
    CompletableFuture<Run> joined = new CompletableFuture<>();
    end.whenComplete(
        (run, problem) -> {
          if (run != null) {
            joined.complete(run.asJoined());
          } else {
            joined.completeExceptionally(
                unwrapped(problem) instanceof RuntimeException known
                    ? RunEnding.asJoined(known)
                    : problem);
          }
        });
    return new Ticket(id(), kept, joined);
  }

  public static Throwable unwrapped(Throwable problem) {
    return problem instanceof CompletionException && problem.getCause() != null
        ? problem.getCause()
        : problem;
  }
}
