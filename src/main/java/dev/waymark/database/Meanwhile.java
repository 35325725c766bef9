package dev.waymark.database;

import java.sql.SQLException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/**
 * Something that is worked out beside what its caller goes on with, such as rows that have come
 * while the server is asked for the next ones. In a thread of its own: the common pool can be full
 * of those who wait for the very run that reads a schema.
 *
 * @param <T> what comes of it
 */
public final class Meanwhile<T> {
  private final CompletableFuture<T> result;

  /** Work on what is there; no connection that the caller uses. */
  @FunctionalInterface
  public interface Work<T> {
    T done() throws SQLException;
  }

  /**
   * Begins the work.
   *
   * @param thread the name of its thread
   */
  public Meanwhile(String thread, Work<T> work) {
    result = CompletableFuture.supplyAsync(() -> done(work), new OwnThread(thread));
  }

  /**
   * Waits for it.
   *
   * @throws SQLException what the work ended with, as is whatever else it did
   */
  public T result() throws SQLException {
    try {
      return result.join();
    } catch (CompletionException exception) {
      if (exception.getCause() instanceof SQLException problem) {
        throw problem;
      }
      if (exception.getCause() instanceof RuntimeException problem) {
        throw problem;
      }
      if (exception.getCause() instanceof Error problem) {
        throw problem;
      }
      throw exception;
    }
  }

  /** Waits until it is over, for a caller that does not need what came of it any more. */
  public void end() {
    result.handle((done, problem) -> null).join();
  }

  private static <T> T done(Work<T> work) {
    try {
      return work.done();
    } catch (SQLException exception) {
      throw new CompletionException(exception);
    }
  }
}
