package dev.waymark.migration.run;

import dev.waymark.migration.End;
import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.MigrationException.ShuttingDown;
import dev.waymark.migration.Run;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Lets attempts go on in this process: one runs, one may wait for its turn. A client that asks for
 * the same meanwhile joins; one that asks for another target is answered which run is in the way;
 * one that has other scripts waits for its turn.
 */
final class Attempts {
  /** Each holds a direct connection, and needs another one now and then. */
  private static final int MOST = 2;

  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "run");
            thread.setDaemon(true);
            return thread;
          });
  private final Function<Attempt, Run> work;
  private final RunListener listener;
  private final List<Attempt> open = new ArrayList<>();
  private boolean closing;

  /**
   * @param work what an attempt does, on a thread of its own
   * @param listener is notified of each caller that joins; carries what belongs to the request to
   *     its work
   */
  Attempts(Function<Attempt, Run> work, RunListener listener) {
    this.work = work;
    this.listener = listener;
  }

  /**
   * Starts an attempt, or joins one that is going on.
   *
   * @throws RunInProgress if another target is being run
   * @throws ShuttingDown if nothing is started any more
   */
  Ticket startOrJoin(Attempt attempt) {
    Admitted admitted = admit(attempt);
    admitted.joined().ifPresent(listener::joined);
    return admitted.ticket();
  }

  /**
   * An attempt that was let in.
   *
   * @param joined the run of this process that does the same already; empty if none does
   */
  private record Admitted(Ticket ticket, Optional<String> joined) {}

  private synchronized Admitted admit(Attempt attempt) {
    if (closing) {
      throw new ShuttingDown();
    }
    for (Attempt other : open) {
      Optional<Ticket> joined = other.joined(attempt.request(), attempt.sourceDigest());
      if (joined.isPresent()) {
        return new Admitted(joined.get(), Optional.of(other.id()));
      }
    }
    for (Attempt other : open) {
      if (!other.hasTarget(attempt.target())) {
        throw RunInProgress.with(other.id(), other.target(), attempt.target());
      }
    }
    if (open.size() < MOST) {
      start(attempt);
      return new Admitted(attempt.ticket(), Optional.empty());
    }
    return new Admitted(afterwards(attempt, open.get(open.size() - 1)), Optional.empty());
  }

  /** The attempts that are going on, those that wait for their turn among them. */
  synchronized List<Attempt> open() {
    return List.copyOf(open);
  }

  /** From now on nothing is started. */
  synchronized void close() {
    closing = true;
  }

  synchronized boolean isClosing() {
    return closing;
  }

  /**
   * One for each that waits: a pool with a limit could be full of those who wait for one another.
   */
  Executor threads() {
    return threads;
  }

  private void start(Attempt attempt) {
    open.add(attempt);
    threads.execute(listener.carried(() -> run(attempt)));
  }

  private void run(Attempt attempt) {
    Run run = null;
    Throwable problem = null;
    try {
      run = work.apply(attempt);
    } catch (RuntimeException | Error thrown) {
      problem = thrown;
    }
    // Before the end is reported: a caller who hears of it and asks again must get a new attempt.
    synchronized (this) {
      open.remove(attempt);
    }
    if (problem == null) {
      attempt.kept().complete(null);
      attempt.end().complete(run);
    } else {
      attempt.fail(problem);
    }
  }

  /** Two are there already: it waits in this process only, without a session. */
  private Ticket afterwards(Attempt attempt, Attempt last) {
    CompletableFuture<Run> turn = last.end();
    Runnable next = listener.carried(() -> startNext(attempt));
    turn.whenComplete((run, problem) -> next.run());
    attempt.kept().complete(null);
    return attempt.ticket();
  }

  private void startNext(Attempt attempt) {
    try {
      Ticket ticket = startOrJoin(attempt);
      if (!ticket.id().equals(attempt.id())) {
        attempt.live().leadTo(ticket.id());
      }
      ticket
          .end()
          .whenComplete(
              (run, problem) -> {
                if (problem == null) {
                  attempt.end().complete(run);
                } else {
                  attempt.end().completeExceptionally(Attempt.unwrapped(problem));
                }
              });
    } catch (RuntimeException refused) {
      attempt.live().ends(new End.Refused(Refusals.of(refused)));
      attempt.fail(refused);
    }
  }
}
