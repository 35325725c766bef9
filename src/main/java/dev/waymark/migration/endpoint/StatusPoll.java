package dev.waymark.migration.endpoint;

import dev.waymark.answer.Poll;
import dev.waymark.database.DatabaseException;
import dev.waymark.look.SharedLook;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.status.StatusReader;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Where the database stands, as it is polled. */
public final class StatusPoll implements Poll {
  private final SharedLook<Answer> looks;
  private final LastRecord last = new LastRecord();

  /**
   * @param executor what may wait for a database
   * @param longestWait how long a caller waits for it
   */
  public StatusPoll(StatusReader reader, Executor executor, Duration longestWait) {
    Supplier<MigrationStatus> status = reader.polled();
    this.looks =
        SharedLook.paced(
            () -> new Answer(last.prepared(status.get()), Map.of()),
            executor,
            longestWait,
            DatabaseException::silent);
  }

  @Override
  public String path() {
    return "/migrations/status";
  }

  @Override
  public String contentType() {
    return LastRecord.CONTENT_TYPE;
  }

  @Override
  public CompletionStage<Answer> ask() {
    return looks.next();
  }
}
