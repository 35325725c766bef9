package dev.waymark.http;

import java.util.Optional;

/** How it is told that what was asked for does not fit into this process's memory. */
final class MemoryProblem {
  private static final int DEEPEST_CAUSE = 16;
  private static final int MEGABYTE = 1024 * 1024;

  private MemoryProblem() {}

  /** The problem, if memory is what was missing: the driver, too, wraps the error into its own. */
  static Optional<Problem> of(Throwable thrown) {
    Throwable cause = thrown;
    for (int depth = 0; cause != null && depth < DEEPEST_CAUSE; depth++) {
      if (cause instanceof OutOfMemoryError) {
        return Optional.of(problem());
      }
      cause = cause.getCause();
    }
    return Optional.empty();
  }

  private static Problem problem() {
    return Problem.of(
        ProblemType.MEMORY_EXHAUSTED,
        "What was asked for does not fit into the memory that Waymark may use, %d MB."
            .formatted(Runtime.getRuntime().maxMemory() / MEGABYTE),
        "Give its container or process more memory, or raise -Xmx where it is set.");
  }
}
