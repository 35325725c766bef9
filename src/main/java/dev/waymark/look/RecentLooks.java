package dev.waymark.look;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.BiFunction;
import java.util.function.LongSupplier;

/**
 * What many clients watch all the time, such as the events of a run. However many they are, each
 * thing is looked at no more often than for one of them, and not at all when no client watches it.
 * What they see may be a moment old. A caller that needs what is true now takes a {@link
 * SharedLook}.
 *
 * @param <T> what is seen of one thing
 */
public final class RecentLooks<T> {
  private final BiFunction<String, T, T> look;
  private final long recentNanos;
  private final LongSupplier nanos;
  private final Map<String, Thing> things = new HashMap<>();

  /**
   * @param look looks at the thing of a name, given what was seen of it last, or null; it may block
   * @param recent how old what is seen may be
   */
  public RecentLooks(BiFunction<String, T, T> look, Duration recent) {
    this(look, recent, System::nanoTime);
  }

  RecentLooks(BiFunction<String, T, T> look, Duration recent, LongSupplier nanos) {
    this.look = look;
    this.recentNanos = recent.toNanos();
    this.nanos = nanos;
  }

  /**
   * Begins to watch.
   *
   * @param name of what is watched
   */
  public synchronized Watcher watch(String name) {
    Thing thing = things.computeIfAbsent(name, Thing::new);
    thing.watchers++;
    return new Watcher(thing);
  }

  private synchronized void leave(Thing thing) {
    thing.watchers--;
    if (thing.watchers == 0) {
      things.remove(thing.name);
    }
  }

  /** One of those who watch; others see what it has seen. */
  public final class Watcher implements AutoCloseable {
    private final Thing thing;
    private boolean gone;

    private Watcher(Thing thing) {
      this.thing = thing;
    }

    /**
     * What was seen a moment ago at most, or what another is just about to replace.
     *
     * @throws RuntimeException whatever the look ends with; the next watcher looks again
     */
    public T look() {
      return thing.recent();
    }

    @Override
    public void close() {
      synchronized (RecentLooks.this) {
        if (!gone) {
          gone = true;
          leave(thing);
        }
      }
    }
  }

  private final class Thing {
    private final String name;
    private final ReentrantLock looking = new ReentrantLock();
    private volatile Seen<T> seen;
    private int watchers;

    Thing(String name) {
      this.name = name;
    }

    T recent() {
      Seen<T> last = seen;
      if (last != null && (isRecent(last) || !looking.tryLock())) {
        return last.what();
      }
      if (last == null) {
        looking.lock();
      }
      try {
        last = seen;
        if (last == null || !isRecent(last)) {
          long begun = nanos.getAsLong();
          last = new Seen<>(look.apply(name, last == null ? null : last.what()), begun);
          seen = last;
        }
        return last.what();
      } finally {
        looking.unlock();
      }
    }

    private boolean isRecent(Seen<T> last) {
      return nanos.getAsLong() - last.nanos() < recentNanos;
    }
  }

  private record Seen<T>(T what, long nanos) {}
}
