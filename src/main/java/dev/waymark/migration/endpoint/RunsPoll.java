package dev.waymark.migration.endpoint;

import dev.waymark.answer.Poll;
import dev.waymark.answer.Prepared;
import dev.waymark.database.SharedLook;
import dev.waymark.migration.status.RunReader;
import jakarta.ws.rs.core.HttpHeaders;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;

/** The newest runs, as they are polled. */
public final class RunsPoll implements Poll {
  private final SharedLook<Answer> looks;
  private final LastRecord last = new LastRecord();

  /**
   * @param executor what may wait for a database
   * @param longestWait how long a caller waits for it
   */
  public RunsPoll(RunReader runs, Executor executor, Duration longestWait) {
    this.looks = new SharedLook<>(() -> look(runs), executor, longestWait);
  }

  @Override
  public String path() {
    return "/migrations/runs";
  }

  @Override
  public String contentType() {
    return LastRecord.CONTENT_TYPE;
  }

  @Override
  public CompletionStage<Answer> ask() {
    return looks.next();
  }

  private Answer look(RunReader runs) {
    RunListing listing = RunListing.read(runs, null, Integer.parseInt(RunListing.LIMIT));
    Prepared page = last.prepared(listing.page());
    return new Answer(
        page, listing.next().map(link -> Map.of(HttpHeaders.LINK, link)).orElse(Map.of()));
  }
}
