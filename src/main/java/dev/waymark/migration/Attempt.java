package dev.waymark.migration;

import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** What this process does to bring the database to a target: run, or join another's run. */
final class Attempt {
  private final RunRequest request;
  private final Requester requestedBy;
  private final String sourceDigest;
  private final CompletableFuture<String> id = new CompletableFuture<>();
  private final CompletableFuture<Run> end = new CompletableFuture<>();

  Attempt(RunRequest request, Requester requestedBy, String sourceDigest) {
    this.request = request;
    this.requestedBy = requestedBy;
    this.sourceDigest = sourceDigest;
  }

  RunRequest request() {
    return request;
  }

  Requester requestedBy() {
    return requestedBy;
  }

  String sourceDigest() {
    return sourceDigest;
  }

  String target() {
    return request.normalTarget();
  }

  CompletableFuture<String> id() {
    return id;
  }

  CompletableFuture<Run> end() {
    return end;
  }

  /** Whether the answer of this attempt is also that of somebody else who asks. */
  boolean answers(RunRequest other, String otherDigest) {
    return hasTarget(other.normalTarget()) && sourceDigest.equals(otherDigest);
  }

  boolean hasTarget(String other) {
    return Objects.equals(target(), other);
  }

  void fail(Throwable problem) {
    id.completeExceptionally(problem);
    end.completeExceptionally(problem);
  }

  Ticket ticket() {
    return new Ticket(id, end);
  }

  /** The ticket of somebody who joins. */
  Ticket joined() {
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
    return new Ticket(id, joined);
  }

  static Throwable unwrapped(Throwable problem) {
    return problem instanceof CompletionException && problem.getCause() != null
        ? problem.getCause()
        : problem;
  }
}
