package dev.waymark.verification.finding;

import java.util.Objects;

/**
 * A rule that is not asked, and why not: the report shows both.
 *
 * @param code the rule's
 * @param reason for whoever reads the report; not blank
 */
public record SwitchedOff(String code, String reason) {
  public SwitchedOff {
    Objects.requireNonNull(code, "code");
    if (reason == null || reason.isBlank()) {
      throw new IllegalArgumentException("Say why the finding " + code + " is switched off");
    }
  }
}
