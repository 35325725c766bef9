package dev.waymark.migration.rehearsing;

import dev.waymark.migration.rehearsal.LiveRehearsal;
import dev.waymark.migration.rehearsal.Rehearsal;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;

/**
 * A rehearsal of this process, and the callers that wait for it.
 *
 * @param target the version to stop at in one spelling; null means the latest
 * @param sourceDigest of the scripts that it began with
 */
record Attempt(
    LiveRehearsal live,
    String target,
    String sourceDigest,
    CompletableFuture<Void> kept,
    CompletableFuture<Rehearsal> end) {
  Attempt(LiveRehearsal live, String target, String sourceDigest) {
    this(live, target, sourceDigest, new CompletableFuture<>(), new CompletableFuture<>());
  }

  /** Whether its answer is the answer to another request, too. */
  boolean answers(String otherTarget, String otherSourceDigest) {
    return Objects.equals(target, otherTarget) && sourceDigest.equals(otherSourceDigest);
  }

  RehearsalTicket ticket() {
    return new RehearsalTicket(live.id(), kept, end);
  }

  RehearsalTicket joined() {
    return new RehearsalTicket(live.id(), kept, end.thenApply(Rehearsal::asJoined));
  }
}
