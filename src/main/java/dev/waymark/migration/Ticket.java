package dev.waymark.migration;

import java.util.concurrent.CompletableFuture;

/**
 * What a caller gets who asks for a run: which run it is, and its end.
 *
 * @param id the run's id, once it is known whether the caller's own run started or another one is
 *     joined; fails with what kept any run from being had
 * @param end the run when it has ended well; fails with a {@link MigrationException} or a {@link
 *     dev.waymark.database.DatabaseException} when it did not
 */
public record Ticket(CompletableFuture<String> id, CompletableFuture<Run> end) {

  static Ticket ended(Run run) {
    CompletableFuture<Run> end = new CompletableFuture<>();
    try {
      end.complete(RunEnding.answer(run));
    } catch (MigrationException exception) {
      end.completeExceptionally(exception);
    }
    return new Ticket(CompletableFuture.completedFuture(run.id()), end);
  }
}
