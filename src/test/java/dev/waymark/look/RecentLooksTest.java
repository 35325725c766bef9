package dev.waymark.look;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many who watch cost as much as one. */
@Timeout(60)
class RecentLooksTest {
  private final AtomicLong nanos = new AtomicLong();
  private final List<String> looks = new ArrayList<>();

  private final RecentLooks<Integer> recent =
      new RecentLooks<>(this::counted, Duration.ofMillis(200), nanos::get);

  private Integer counted(String name, Integer last) {
    looks.add(name);
    if (name.equals("broken") && last == null && looks.size() == 1) {
      throw new IllegalStateException("It cannot be seen");
    }
    return last == null ? 1 : last + 1;
  }

  @Test
  void twoHundredShareALookUntilItIsOld() {
    List<RecentLooks<Integer>.Watcher> watchers = new ArrayList<>();
    for (int watcher = 0; watcher < 200; watcher++) {
      watchers.add(recent.watch("a"));
    }

    watchers.forEach(it -> assertEquals(1, it.look()));
    nanos.addAndGet(199_999_999);
    watchers.forEach(it -> assertEquals(1, it.look()));
    nanos.addAndGet(1);
    watchers.forEach(it -> assertEquals(2, it.look()));

    assertEquals(List.of("a", "a"), looks);
  }

  @Test
  void eachThingIsSeenByItselfAndForgottenWhenNoClientWatchesIt() {
    try (var a = recent.watch("a");
        var b = recent.watch("b")) {
      assertEquals(1, a.look());
      assertEquals(1, b.look());
      nanos.addAndGet(200_000_000);
      a.close();
      a.close();
      assertEquals(2, b.look());
    }
    try (var again = recent.watch("a")) {
      assertEquals(1, again.look());
    }
  }

  @Test
  void whatCannotBeSeenIsLookedAtAgain() {
    try (var first = recent.watch("broken");
        var second = recent.watch("broken")) {
      assertThrows(IllegalStateException.class, first::look);
      assertEquals(1, second.look());
      assertEquals(1, first.look());
    }
  }

  @Test
  void noClientWaitsForALookThatHasSeenSomething() throws Exception {
    var begun = new CountDownLatch(1);
    var goOn = new CountDownLatch(1);
    var count = new AtomicInteger();
    var slow =
        new RecentLooks<Integer>(
            (name, last) -> {
              if (last != null) {
                begun.countDown();
                await(goOn);
              }
              return count.incrementAndGet();
            },
            Duration.ofMillis(200),
            nanos::get);
    try (var one = slow.watch("a");
        var other = slow.watch("a")) {
      assertEquals(1, one.look());
      nanos.addAndGet(200_000_000);
      CompletableFuture<Integer> looking = CompletableFuture.supplyAsync(one::look);
      begun.await();

      assertEquals(1, other.look());

      goOn.countDown();
      assertEquals(2, looking.get());
      assertEquals(2, other.look());
    }
  }

  private static void await(CountDownLatch latch) {
    try {
      latch.await();
    } catch (InterruptedException exception) {
      throw new IllegalStateException(exception);
    }
  }
}
