package dev.waymark.migration.run;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.DirectConnection;
import dev.waymark.migration.MigrationException.KeyReused;
import dev.waymark.migration.MigrationException.ShuttingDown;
import dev.waymark.migration.Run;
import dev.waymark.migration.Run.State;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.flyway.FlywayEngine;
import dev.waymark.migration.store.KeyedRun;
import dev.waymark.migration.store.RequestKey;
import dev.waymark.migration.store.RunStore;
import dev.waymark.migration.store.StoredRun;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.function.Function;

/**
 * Finds again what was asked for with a client's key. A key stands for a request, and not for one
 * attempt: an attempt that is no answer, because it was cut off or refused for a reason that
 * passes, is gone on with.
 */
final class KeyedRequests {
  private static final long ASK_AGAIN_MS = 100;

  private final RunStore store;
  private final FlywayEngine engine;
  private final DirectConnection direct;
  private final Executor threads;

  /**
   * @param threads one for each that waits for a run of another process
   */
  KeyedRequests(RunStore store, FlywayEngine engine, DirectConnection direct, Executor threads) {
    this.store = store;
    this.engine = engine;
    this.direct = direct;
    this.threads = threads;
  }

  /**
   * Returns the run that the key stands for, or starts another attempt.
   *
   * @param start what starts an attempt for the key
   * @throws KeyReused if the key stands for another request
   * @throws DatabaseException if the database cannot be asked for the key
   */
  Ticket submit(RunRequest request, String key, Function<RequestKey, Ticket> start) {
    return submit(RequestKey.of(history(), key, request.toString()), start);
  }

  private Ticket submit(RequestKey key, Function<RequestKey, Ticket> start) {
    Optional<KeyedRun> known = store.keyed(key);
    if (known.isEmpty()) {
      return started(key, start);
    }
    if (!known.get().requestDigest().equals(key.digest())) {
      throw new KeyReused(known.get().id());
    }
    RequestKey standing = key.standingFor(known.get().id());
    Optional<Run> run = store.find(known.get().id()).map(StoredRun::run);
    if (run.isEmpty()) {
      return started(standing, start);
    }
    if (run.get().state() != State.ENDED) {
      return following(run.get(), standing, start);
    }
    if (!run.get().answersItsKey()) {
      return started(standing, start);
    }
    boolean again = known.get().answered();
    return remembered(standing, Ticket.ended(again ? run.get().asReplayed() : run.get()));
  }

  /**
   * What a key stands for now, if that has ended with an answer; asked by the holder of the lock,
   * under which alone a run begins for a key.
   *
   * @throws KeyReused if the key was used with another request meanwhile
   */
  Optional<Run> answered(RequestKey key) {
    Optional<KeyedRun> known = store.keyed(key).filter(it -> !it.id().equals(key.before()));
    if (known.isPresent() && !known.get().requestDigest().equals(key.digest())) {
      throw new KeyReused(known.get().id());
    }
    return known
        .flatMap(it -> store.find(it.id()))
        .map(StoredRun::run)
        .filter(run -> run.state() == State.ENDED && run.answersItsKey());
  }

  /** The key is kept with what was started, or with what somebody else had started. */
  private Ticket started(RequestKey key, Function<RequestKey, Ticket> start) {
    Ticket ticket = start.apply(key);
    CompletableFuture<Void> kept =
        ticket.kept().thenRunAsync(() -> store.keepKey(key, ticket.id()), threads);
    return remembered(key, new Ticket(ticket.id(), kept, kept.thenCompose(done -> ticket.end())));
  }

  /** The client that gets the end has been answered; the next one gets it again. */
  private Ticket remembered(RequestKey key, Ticket ticket) {
    CompletableFuture<Run> end =
        ticket
            .end()
            .whenComplete(
                (run, problem) ->
                    Optional.ofNullable(run)
                        .or(() -> RunEnding.run(Attempt.unwrapped(problem)))
                        .or(() -> kept(ticket.id()))
                        .filter(Run::answersItsKey)
                        .ifPresent(ended -> store.answered(key, ended.id())));
    return new Ticket(ticket.id(), ticket.kept(), end);
  }

  /** A refusal is thrown without its run. */
  private Optional<Run> kept(String id) {
    return store.find(id).map(StoredRun::run).filter(run -> run.state() == State.ENDED);
  }

  /** The process that runs it may be cut off: then it is gone on with here. */
  private Ticket following(Run run, RequestKey key, Function<RequestKey, Ticket> start) {
    CompletableFuture<Run> end =
        CompletableFuture.supplyAsync(() -> ended(run), threads)
            .thenCompose(
                ended ->
                    ended.answersItsKey() ? Ticket.ended(ended).end() : submit(key, start).end());
    return remembered(key, new Ticket(run.id(), CompletableFuture.completedFuture(null), end));
  }

  private Run ended(Run run) {
    Run now = run;
    while (now.state() != State.ENDED) {
      try {
        Thread.sleep(ASK_AGAIN_MS);
      } catch (InterruptedException exception) {
        Thread.currentThread().interrupt();
        throw new ShuttingDown();
      }
      now = store.find(run.id()).map(StoredRun::run).orElseGet(run::asInterrupted);
    }
    return now;
  }

  private String history() {
    try (Connection connection = direct.open()) {
      return engine.historyTable(connection);
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }
}
