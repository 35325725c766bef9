package dev.waymark.migration.flyway;

import dev.waymark.database.Meanwhile;
import java.util.List;
import java.util.function.Consumer;

/**
 * Finds out beside its caller, and from the other end, what the caller finds out of many files one
 * after the other: what is known of a file is kept with it, so the two meet in the middle. Whatever
 * keeps this from a file stops it, and the caller meets it as well.
 */
final class FromTheEnd implements AutoCloseable {
  /** So few are read before a thread has begun. */
  private static final int FEW = 50;

  private static final String THREAD = "script-reader";

  private final Meanwhile<Void> reading;
  private volatile boolean over;

  /**
   * @param files in the caller's order
   * @param asked what is found out of each
   */
  <T> FromTheEnd(List<T> files, Consumer<T> asked) {
    reading = files.size() <= FEW ? null : new Meanwhile<>(THREAD, () -> read(files, asked));
  }

  private <T> Void read(List<T> files, Consumer<T> asked) {
    for (int place = files.size() - 1; place >= 0 && !over; place--) {
      asked.accept(files.get(place));
    }
    return null;
  }

  /** The caller is through. */
  @Override
  public void close() {
    over = true;
    if (reading != null) {
      reading.end();
    }
  }
}
