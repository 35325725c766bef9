package dev.waymark.webhook;

import java.time.Duration;
import java.util.Optional;

/** What became of one try. */
sealed interface Reply {
  /** For people, such as {@code it answers 503}. */
  String sentence();

  /** The receiver has it. */
  record Delivered(int status) implements Reply {
    @Override
    public String sentence() {
      return "it answers " + status;
    }
  }

  /** It makes no sense to try again. */
  record Refused(String sentence) implements Reply {}

  /** The receiver wants nothing any more. */
  record Gone() implements Reply {
    @Override
    public String sentence() {
      return "it answers 410: its receiver wants no messages any more";
    }
  }

  /**
   * It may go well another time.
   *
   * @param after how long the receiver wants to be left alone
   */
  record Later(String sentence, Optional<Duration> after) implements Reply {}
}
