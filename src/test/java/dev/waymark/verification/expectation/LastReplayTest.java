package dev.waymark.verification.expectation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.verification.expectation.Expected.Unavailable;
import java.time.Clock;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class LastReplayTest {
  private final CountDownLatch gate = new CountDownLatch(1);
  private final AtomicInteger replays = new AtomicInteger();
  private final Unavailable outcome = new Unavailable("what came of it", "");
  private final LastReplay last = new LastReplay(Clock.systemUTC(), Duration.ofMillis(1));

  @Test
  void aPollIsToldThatItGoesOnAndACallerThatWaitsGetsItsOutcome() {
    Unavailable meanwhile = (Unavailable) last.of("key", false, this::replay);
    assertTrue(meanwhile.reason().contains("being replayed"), meanwhile.reason());
    assertEquals(meanwhile, last.of("key", false, this::replay), "the same words, the same report");

    gate.countDown();

    assertSame(outcome, last.of("key", true, this::replay));
    assertEquals(1, replays.get());
  }

  @Test
  void anotherHistoryIsReplayedWhenTheOneBeforeHasEnded() {
    last.of("key", false, this::replay);
    Supplier<Expected> newer = () -> new Unavailable("newer " + replays.get(), "");
    assertTrue(((Unavailable) last.of("newer", false, newer)).reason().contains("being replayed"));

    gate.countDown();

    assertEquals(new Unavailable("newer 1", ""), last.of("newer", true, newer));
  }

  @Test
  void whatWasNotForeseenIsToldAndTriedAgain() {
    gate.countDown();
    Supplier<Expected> broken =
        () -> {
          throw new IllegalStateException("broken");
        };

    var problem = assertThrows(IllegalStateException.class, () -> last.of("key", true, broken));

    assertEquals("broken", problem.getMessage());
    assertSame(outcome, last.of("key", true, this::replay));
  }

  private Expected replay() {
    replays.incrementAndGet();
    try {
      gate.await();
    } catch (InterruptedException exception) {
      throw new IllegalStateException(exception);
    }
    return outcome;
  }
}
