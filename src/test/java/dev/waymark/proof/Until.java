package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.fail;

import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.function.Supplier;

/** Waits for what another process does, by looking at its effect. The test's timeout limits it. */
final class Until {
  private static final long LOOK_AGAIN_MS = 20;

  private Until() {}

  /**
   * Looks until there is something to see.
   *
   * @param otherwise what the test says if its time is over before
   */
  static <T> T seen(Callable<Optional<T>> look, Supplier<String> otherwise) throws Exception {
    try {
      while (true) {
        Optional<T> seen = look.call();
        if (seen.isPresent()) {
          return seen.get();
        }
        Thread.sleep(LOOK_AGAIN_MS);
      }
    } catch (InterruptedException exception) {
      return fail(otherwise.get());
    }
  }

  /** Looks until it is so. */
  static void holds(Callable<Boolean> look, Supplier<String> otherwise) throws Exception {
    seen(() -> look.call() ? Optional.of(true) : Optional.empty(), otherwise);
  }
}
