package dev.waymark.webhook;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.ThreadLocalRandom;

/**
 * How long is waited between the tries of one message.
 *
 * @param between before the second try, the third and so on; after the last there is none
 * @param patience how long one try may take
 * @param longest what a receiver may ask for
 */
public record Waits(List<Duration> between, Duration patience, Duration longest) {
  /** At once, then nine times within four hours: a receiver may be down for as long. */
  public static final Waits USUAL =
      new Waits(
          List.of(
              Duration.ofSeconds(1),
              Duration.ofSeconds(5),
              Duration.ofSeconds(30),
              Duration.ofMinutes(2),
              Duration.ofMinutes(10),
              Duration.ofMinutes(30),
              Duration.ofHours(1),
              Duration.ofHours(2)),
          Duration.ofSeconds(10),
          Duration.ofHours(2));

  public Waits {
    between = List.copyOf(between);
  }

  /**
   * How long to wait now; empty after the last try.
   *
   * @param tried how often it was tried
   * @param asked what the receiver asks for
   */
  Optional<Duration> after(int tried, Optional<Duration> asked) {
    if (tried > between.size()) {
      return Optional.empty();
    }
    Duration planned = between.get(tried - 1);
    Duration wished =
        asked
            .filter(it -> it.compareTo(longest) <= 0)
            .orElse(asked.isPresent() ? longest : planned);
    Duration wait = wished.compareTo(planned) > 0 ? wished : planned;
    // Replicas that failed together do not come back together.
    long more = ThreadLocalRandom.current().nextLong(wait.toMillis() / 5 + 1);
    return Optional.of(wait.plusMillis(more));
  }
}
