package dev.waymark.verification.finding;

import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * A rule that is not asked, and why not: the report shows both.
 *
 * @param code the rule's
 * @param reason for the reader of the report; not blank
 */
public record SwitchedOff(String code, String reason) {
  public SwitchedOff {
    Objects.requireNonNull(code, "code");
    if (reason == null || reason.isBlank()) {
      throw new IllegalArgumentException("Say why the finding " + code + " is switched off");
    }
  }

  /**
   * Reads a setting: {@code code: reason; code: reason}.
   *
   * @throws IllegalArgumentException if an entry has no reason
   */
  public static List<SwitchedOff> parse(String setting) {
    return Arrays.stream(setting.split(";"))
        .map(String::strip)
        .filter(entry -> !entry.isEmpty())
        .map(entry -> entry.split(":", 2))
        .map(entry -> new SwitchedOff(entry[0].strip(), entry.length < 2 ? "" : entry[1].strip()))
        .toList();
  }
}
