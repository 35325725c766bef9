package dev.waymark.migration;

import dev.waymark.migration.MigrationException.Failed;
import dev.waymark.migration.MigrationException.RunInProgress;
import java.util.Objects;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.function.BiFunction;

/**
 * Lets one run go on in this process. Whoever asks for the same meanwhile waits for it and gets its
 * answer, also when it fails; whoever asks for another target is told which run is in the way.
 */
final class OneRunAtATime {
  private final Object lock = new Object();
  private InProgress current;

  private record InProgress(String id, String target, CompletableFuture<Run> result) {}

  /**
   * Runs, or joins the run in progress.
   *
   * @param target the version to stop at; null means the latest
   * @param work given the id of the run and the target
   * @throws RunInProgress if a run with another target is in progress
   */
  Run runOrJoin(String target, BiFunction<String, String, Run> work) {
    InProgress mine =
        new InProgress(UUID.randomUUID().toString(), target, new CompletableFuture<>());
    InProgress running;
    synchronized (lock) {
      running = current;
      if (running == null) {
        current = mine;
      }
    }
    return running == null ? lead(mine, work) : join(running, target);
  }

  private Run lead(InProgress mine, BiFunction<String, String, Run> work) {
    try {
      Run run = work.apply(mine.id(), mine.target());
      mine.result().complete(run);
      return run;
    } catch (RuntimeException | Error problem) {
      mine.result().completeExceptionally(problem);
      throw problem;
    } finally {
      synchronized (lock) {
        current = null;
      }
    }
  }

  private static Run join(InProgress running, String target) {
    if (!Objects.equals(running.target(), target)) {
      throw new RunInProgress(
          running.id(),
          "Run %s is bringing the database to %s; this request asks for %s."
              .formatted(running.id(), spoken(running.target()), spoken(target)));
    }
    try {
      return running.result().join().asJoined();
    } catch (CompletionException exception) {
      if (exception.getCause() instanceof Failed failed) {
        throw new Failed(failed.run().asJoined(), failed.failure());
      }
      if (exception.getCause() instanceof RuntimeException same) {
        throw same;
      }
      throw exception;
    }
  }

  private static String spoken(String target) {
    return target == null ? "the latest version" : "version " + target;
  }
}
