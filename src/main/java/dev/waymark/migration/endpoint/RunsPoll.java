package dev.waymark.migration.endpoint;

import dev.waymark.answer.Poll;
import dev.waymark.answer.Prepared;
import dev.waymark.database.Connections;
import dev.waymark.database.DatabaseException;
import dev.waymark.look.SharedLook;
import dev.waymark.migration.Run;
import dev.waymark.migration.status.RunReader;
import dev.waymark.migration.status.Standstill;
import dev.waymark.migration.store.RunStore;
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
   * What was listed.
   *
   * @param knowledge what this process knew of runs
   * @param atRest whether all of them have ended
   */
  private record Listed(Answer answer, RunStore.Knowledge knowledge, boolean atRest) {}

  /**
   * @param connections over which the runs are read
   * @param executor what may wait for a database
   * @param longestWait how long a caller waits for it
   */
  public RunsPoll(
      RunReader runs, Connections connections, Executor executor, Duration longestWait) {
    Standstill<Listed> lists =
        new Standstill<>(
            connections,
            () -> list(runs),
            listed -> listed.atRest() && listed.knowledge().equals(runs.knowledge()));
    this.looks =
        new SharedLook<>(
            () -> lists.now().answer(), executor, longestWait, DatabaseException::silent);
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

  private Listed list(RunReader runs) {
    RunStore.Knowledge knowledge = runs.knowledge();
    RunListing listing = RunListing.read(runs, null, Integer.parseInt(RunListing.LIMIT));
    Prepared page = last.prepared(listing.page());
    return new Listed(
        new Answer(
            page, listing.next().map(link -> Map.of(HttpHeaders.LINK, link)).orElse(Map.of())),
        knowledge,
        listing.page().runs().stream().allMatch(run -> run.state() == Run.State.ENDED));
  }
}
