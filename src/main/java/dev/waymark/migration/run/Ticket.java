package dev.waymark.migration.run;

import dev.waymark.migration.MigrationException;
import dev.waymark.migration.Run;
import java.util.concurrent.CompletableFuture;

/**
 * What a caller gets that asks for a run: which one it is, and its end.
 *
 * @param id what the run can be read by from now on: its own, or that of a request whose turn has
 *     not come, which leads to the run that does the work
 * @param kept done when every replica answers for the id, or none but this one ever will
 * @param end the run when it has ended well; fails with a {@link MigrationException} or a {@link
 *     dev.waymark.database.DatabaseException} when it did not
 */
public record Ticket(String id, CompletableFuture<Void> kept, CompletableFuture<Run> end) {

  static Ticket ended(Run run) {
    CompletableFuture<Run> end = new CompletableFuture<>();
    try {
      end.complete(RunEnding.answer(run));
    } catch (MigrationException exception) {
      end.completeExceptionally(exception);
    }
    return new Ticket(run.id(), CompletableFuture.completedFuture(null), end);
  }
}
