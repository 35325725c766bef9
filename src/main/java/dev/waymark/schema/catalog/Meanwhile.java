package dev.waymark.schema.catalog;

import dev.waymark.database.OwnThread;
import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Something that is worked out while the server is asked for the next rows. In a thread of its own:
 * the common pool can be full of those who wait for the very run that reads a schema.
 *
 * @param <T> what comes of it
 */
final class Meanwhile<T> {
  private static final OwnThread THREAD = new OwnThread("schema-rows");

  /** Work on rows that have come; the connection is in use elsewhere. */
  interface Work<T> {
    T done() throws SQLException;
  }

  private final CompletableFuture<T> result;

  Meanwhile(Work<T> work) {
    result = CompletableFuture.supplyAsync(() -> done(work), THREAD);
  }

  /**
   * Waits for it.
   *
   * @throws SQLException what the work ended with
   */
  T result() throws SQLException {
    try {
      return result.join();
    } catch (CompletionException exception) {
      if (exception.getCause() instanceof SQLException problem) {
        throw problem;
      }
      if (exception.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      throw exception;
    }
  }

  private static <T> T done(Work<T> work) {
    try {
      return work.done();
    } catch (SQLException exception) {
      throw new CompletionException(exception);
    }
  }
}
