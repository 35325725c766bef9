package dev.waymark.settings;

import io.quarkus.runtime.configuration.DurationConverter;
import java.time.Duration;

/** A time as people write it, in a setting as on a command line: {@code 500ms}, {@code 5s}. */
public final class TimeText {
  /** How one is written. */
  static final String LOOKS = "like 500ms, 5s, 10m or 1h";

  private TimeText() {}

  /**
   * Reads one. What Quarkus takes for its own settings is taken here as well: seconds without a
   * unit, and ISO 8601.
   *
   * @throws IllegalArgumentException if it is no time; the message says what one looks like
   */
  public static Duration parse(String text) {
    try {
      return DurationConverter.parseDuration(text.strip());
    } catch (IllegalArgumentException | ArithmeticException exception) {
      throw new IllegalArgumentException(
          "a time looks %s, not %s".formatted(LOOKS, text), exception);
    }
  }
}
