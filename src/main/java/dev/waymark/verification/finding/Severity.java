package dev.waymark.verification.finding;

import com.fasterxml.jackson.annotation.JsonValue;
import java.util.Locale;

/** How much a finding matters; the worst first. */
public enum Severity {
  /** Something does not hold today: a statement is bound to fail, or a protection does nothing. */
  ERROR,
  /** Something holds for a part only, or will stop holding. */
  WARNING,
  /** Everything holds, at a cost that can be avoided. */
  ADVICE;

  /** The severity in JSON, such as {@code error}. */
  @JsonValue
  public String code() {
    return name().toLowerCase(Locale.ROOT);
  }
}
