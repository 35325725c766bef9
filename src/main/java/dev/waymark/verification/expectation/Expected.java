package dev.waymark.verification.expectation;

import dev.waymark.schema.comparison.Expectation;
import java.util.OptionalLong;

/** What a database should be, or why that cannot be said. */
public sealed interface Expected {

  /**
   * It can be said.
   *
   * @param ignore which differences from it are ignored
   * @param recordedId the id of the recorded schema; empty unless it is one
   */
  record Available(
      Expectation expectation,
      ExpectationSource source,
      IgnoreRules ignore,
      OptionalLong recordedId)
      implements Expected {
    Available(Expectation expectation, ExpectationSource source, IgnoreRules ignore) {
      this(expectation, source, ignore, OptionalLong.empty());
    }

    Available(Expectation expectation, ExpectationSource source) {
      this(expectation, source, IgnoreRules.NONE);
    }
  }

  /**
   * It cannot: the report must say so, and never that all is well.
   *
   * @param reason why, as a sentence
   * @param hint what to do, as a sentence
   * @param first whether it has to be done, or waited for, before another expectation can be had
   */
  record Unavailable(String reason, String hint, boolean first) implements Expected {
    Unavailable(String reason, String hint) {
      this(reason, hint, false);
    }
  }
}
