package dev.waymark.migration.endpoint;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What a client prefers, of the preferences that a run can honour; all others are ignored, as the
 * standard wants it.
 *
 * @param respondAsync whether it would rather not wait for the end
 * @param longest how long it would wait; null if it did not say
 * @see <a href="https://www.rfc-editor.org/rfc/rfc7240">RFC 7240</a>
 */
record Preferences(boolean respondAsync, Duration longest) {
  /** No client is made to wait for longer than this: 24 hours. */
  static final long LONGEST_WAIT_SECONDS = 86_400;

  private static final Pattern PREFERENCE =
      Pattern.compile("\\s*([!#$%&'*+.^_`|~0-9A-Za-z-]+)\\s*(?:=\\s*\"?([^\";]*)\"?)?.*");

  /** Reads the values of the header, one for each line of it; never fails. */
  static Preferences fromHeader(List<String> lines) {
    boolean respondAsync = false;
    Duration wait = null;
    for (String line : lines) {
      for (String preference : line.split(",", -1)) {
        Matcher matcher = PREFERENCE.matcher(preference);
        if (!matcher.matches()) {
          continue;
        }
        // The first of two that say the same counts.
        switch (matcher.group(1).toLowerCase(Locale.ROOT)) {
          case "respond-async" -> respondAsync = true;
          case "wait" -> wait = wait == null ? seconds(matcher.group(2)) : wait;
          default -> {
            // Somebody else's preference.
          }
        }
      }
    }
    return new Preferences(respondAsync, wait);
  }

  /** How long to wait for the end before answering without it; null means until the end. */
  Duration patience() {
    return longest != null ? longest : respondAsync ? Duration.ZERO : null;
  }

  /** What was honoured, for Preference-Applied; null if nothing was. */
  String applied() {
    List<String> applied = new ArrayList<>();
    if (respondAsync) {
      applied.add("respond-async");
    }
    if (longest != null) {
      applied.add("wait=" + longest.toSeconds());
    }
    return applied.isEmpty() ? null : String.join(", ", applied);
  }

  private static Duration seconds(String value) {
    if (value == null || !value.strip().matches("[0-9]{1,9}")) {
      return null;
    }
    return Duration.ofSeconds(Math.min(LONGEST_WAIT_SECONDS, Long.parseLong(value.strip())));
  }
}
