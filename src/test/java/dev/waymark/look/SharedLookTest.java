package dev.waymark.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.database.ConnectionFailure;
import dev.waymark.database.DatabaseException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

/** No caller is answered with what was looked at before the question, whatever is waited for. */
class SharedLookTest {
  private static final Duration LONGEST_WAIT = Duration.ofMinutes(1);

  private final Queue<Runnable> handedOver = new ArrayDeque<>();
  private final Queue<Runnable> later = new ArrayDeque<>();
  private final List<Duration> pauses = new ArrayList<>();
  private Duration cost = Duration.ofMillis(4);
  private long now = -1_000_000_000;
  private int seen;
  private boolean closed;
  private final SharedLook<Integer> looks = waitingFor(LONGEST_WAIT);
  private final SharedLook<Integer> impatient = waitingFor(Duration.ofMillis(1));

  private SharedLook<Integer> waitingFor(Duration longestWait) {
    return new SharedLook<>(
        this::look,
        task -> {
          if (closed) {
            throw new RejectedExecutionException("closed");
          }
          handedOver.add(task);
        },
        longestWait,
        DatabaseException::silent,
        SharedLook.LONGEST_PAUSE,
        (nanos, action) -> {
          pauses.add(Duration.ofNanos(nanos));
          later.add(action);
        },
        () -> now);
  }

  private int look() {
    now += cost.toNanos();
    return ++seen;
  }

  @Test
  void aCallerThatComesWhileOneIsGoingOnSharesTheNext() {
    var first = looks.next();
    List<CompletableFuture<Integer>> crowd = List.of(looks.next(), looks.next());

    runHandedOver();
    assertEquals(1, first.join());
    crowd.forEach(one -> assertFalse(one.isDone()));

    runHandedOver();
    crowd.forEach(one -> assertEquals(2, one.join()));
  }

  @Test
  void aCallerThatHasJustBeenAnsweredSharesTheNextOneTooAfterALongOneThatWasShared() {
    crowd();
    now += Duration.ofMillis(1).toNanos();

    var early = looks.next();
    var late = looks.next();

    assertEquals(List.of(Duration.ofMillis(3)), pauses);
    assertTrue(handedOver.isEmpty());
    later.remove().run();
    runHandedOver();
    assertEquals(early.join(), late.join());
  }

  @Test
  void aCallerThatWaitsWhenALongOneEndsWaitsForThePause() {
    looks.next();
    looks.next();
    var third = looks.next();
    runHandedOver();
    var fourth = looks.next();

    runHandedOver();

    assertEquals(List.of(cost), pauses);
    later.remove().run();
    runHandedOver();
    assertEquals(2, third.join());
    assertEquals(3, fourth.join());
  }

  @Test
  void aCallerThatAsksAloneNeverWaits() {
    for (int one = 1; one <= 3; one++) {
      var answer = looks.next();
      runHandedOver();
      assertEquals(one, answer.join());
    }
    assertEquals(List.of(), pauses);
  }

  @Test
  void noCallerWaitsAfterALookThatCostsLittleOrOnceAPauseIsOver() {
    cost = SharedLook.DEAR.minusNanos(1);
    crowd();
    looks.next();
    runHandedOver();
    cost = SharedLook.DEAR;
    crowd();
    now += SharedLook.DEAR.toNanos();

    looks.next();

    assertEquals(1, handedOver.size());
    assertEquals(List.of(), pauses);
  }

  @Test
  void noPauseIsLongerThanSaid() {
    cost = LONGEST_WAIT.minusSeconds(1);
    crowd();

    looks.next();

    assertEquals(List.of(SharedLook.LONGEST_PAUSE), pauses);
  }

  /** A timer may be late, and must neither keep anybody waiting nor look a second time. */
  @Test
  void aCallerThatComesAfterThePauseLooksAlsoForThoseThatWaitForItsEnd() {
    crowd();
    var during = looks.next();
    now += cost.toNanos();

    var after = looks.next();
    later.remove().run();

    assertEquals(1, handedOver.size());
    runHandedOver();
    assertEquals(during.join(), after.join());
    assertTrue(handedOver.isEmpty());
  }

  @Test
  void aCallerThatWaitsForAPauseIsToldThatNothingLooksAnyMore() {
    crowd();
    var during = looks.next();
    closed = true;

    later.remove().run();

    assertInstanceOf(
        RejectedExecutionException.class,
        assertThrows(CompletionException.class, during::join).getCause());
  }

  /** The clock stands still: that they were told is enough. */
  @Test
  void aCallerThatIsToldThatNothingWasSeenAndAsksAgainLooksByItself() {
    for (int asked = 1; asked <= 3; asked++) {
      assertToldThatItTakesTooLong(impatient.next());
      assertEquals(asked, handedOver.size());
    }
  }

  @Test
  void thereIsNoLookForACallerThatWaitedForTheNextOneInVain() {
    var first = impatient.next();
    var second = impatient.next();
    assertToldThatItTakesTooLong(first);
    assertToldThatItTakesTooLong(second);

    for (int begun = handedOver.size(); begun > 0; begun--) {
      runHandedOver();
    }

    assertTrue(handedOver.isEmpty());
  }

  private static void assertToldThatItTakesTooLong(CompletableFuture<Integer> asked) {
    DatabaseException told =
        assertInstanceOf(
            DatabaseException.class,
            assertThrows(CompletionException.class, asked::join).getCause());
    assertEquals(ConnectionFailure.UNREACHABLE, told.failure());
  }

  /** Several who share a look, which is over when this returns. */
  private void crowd() {
    looks.next();
    looks.next();
    looks.next();
    runHandedOver();
    if (handedOver.isEmpty()) {
      later.remove().run();
    }
    runHandedOver();
    pauses.clear();
  }

  private void runHandedOver() {
    handedOver.remove().run();
  }
}
