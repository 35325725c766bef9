package dev.waymark.verification.expectation;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.function.Supplier;

/**
 * Remembers the outcome of the last replay, so that polls do not repeat it. One replay at a time:
 * who asks for the same meanwhile waits, and gets its outcome.
 */
final class LastReplay {
  /** When a failure is tried again: its cause may be gone (a privilege, space, a connection). */
  static final Duration FAILURE_KEPT = Duration.ofMinutes(1);

  private record Outcome(String key, Expected expected, Instant at) {}

  private final Clock clock;
  private Outcome outcome;

  LastReplay(Clock clock) {
    this.clock = clock;
  }

  synchronized Expected of(String key, Supplier<Expected> replay) {
    if (outcome == null || !outcome.key().equals(key) || stale()) {
      outcome = new Outcome(key, replay.get(), clock.instant());
    }
    return outcome.expected();
  }

  private boolean stale() {
    return outcome.expected() instanceof Expected.Unavailable
        && !clock.instant().isBefore(outcome.at().plus(FAILURE_KEPT));
  }
}
