package dev.waymark.migration;

import dev.waymark.migration.MigrationException.RunInProgress;
import dev.waymark.migration.MigrationException.ShuttingDown;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.function.Function;

/**
 * Lets one attempt go on in this process. Whoever asks for the same meanwhile joins it; whoever
 * asks for another target is told which run is in the way; whoever has other scripts waits for its
 * turn.
 */
final class Attempts {
  private final ExecutorService threads =
      Executors.newCachedThreadPool(
          work -> {
            Thread thread = new Thread(work, "run");
            thread.setDaemon(true);
            return thread;
          });
  private final Function<Attempt, Run> work;
  private final RunListener listener;
  private Attempt current;
  private boolean closing;

  /**
   * @param work what an attempt does, on a thread of its own
   * @param listener told who joins; what belongs to who asks goes with the work
   */
  Attempts(Function<Attempt, Run> work, RunListener listener) {
    this.work = work;
    this.listener = listener;
  }

  /**
   * Starts an attempt, or joins the one that is going on.
   *
   * @throws RunInProgress if another target is being run
   * @throws ShuttingDown if nothing is started any more
   */
  synchronized Ticket startOrJoin(Attempt attempt) {
    if (closing) {
      throw new ShuttingDown();
    }
    if (current == null) {
      start(attempt);
      return attempt.ticket();
    }
    if (current.answers(attempt.request(), attempt.sourceDigest())) {
      return joined(current);
    }
    if (!current.hasTarget(attempt.target())) {
      throw RunInProgress.with(
          current.id().isCompletedExceptionally() ? null : current.id().getNow(null),
          current.target(),
          attempt.target());
    }
    return afterwards(attempt);
  }

  /** The attempt that is going on; empty if there is none. */
  synchronized Optional<Attempt> current() {
    return Optional.ofNullable(current);
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
    current = attempt;
    threads.execute(listener.carried(() -> run(attempt)));
  }

  private Ticket joined(Attempt attempt) {
    CompletableFuture<String> id = attempt.id();
    Runnable told = listener.carried(() -> listener.runJoined(id.getNow(null)));
    id.thenRun(told);
    return attempt.joined();
  }

  private void run(Attempt attempt) {
    Run run = null;
    Throwable problem = null;
    try {
      run = work.apply(attempt);
    } catch (RuntimeException | Error thrown) {
      problem = thrown;
    }
    // Before the end is told: who hears of it and asks again must get a new attempt.
    synchronized (this) {
      current = null;
    }
    if (problem == null) {
      attempt.id().complete(run.id());
      attempt.end().complete(run);
    } else {
      attempt.fail(problem);
    }
  }

  private Ticket afterwards(Attempt attempt) {
    CompletableFuture<Run> turn = current.end();
    Runnable next = listener.carried(() -> startNext(attempt));
    turn.whenComplete((run, problem) -> next.run());
    return attempt.ticket();
  }

  private void startNext(Attempt attempt) {
    try {
      Ticket ticket = startOrJoin(attempt);
      ticket.id().whenComplete((id, failed) -> settle(attempt.id(), id, failed));
      ticket.end().whenComplete((end, failed) -> settle(attempt.end(), end, failed));
    } catch (RuntimeException refused) {
      attempt.fail(refused);
    }
  }

  private static <T> void settle(CompletableFuture<T> future, T value, Throwable problem) {
    if (problem == null) {
      future.complete(value);
    } else {
      future.completeExceptionally(Attempt.unwrapped(problem));
    }
  }
}
