package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** How large something is, as people say it. */
final class SizeText {
  private static final String[] UNITS = {"bytes", "kB", "MB", "GB", "TB", "PB"};
  private static final long STEP = 1024;

  /** PostgreSQL changes to the next unit when a number gets long, too. */
  private static final long LONGEST = 10 * STEP;

  private SizeText() {}

  /** Rows and bytes in brackets, after a blank; empty where they are not known. */
  static String of(JsonNode live) {
    if (!live.isObject()) {
      return "";
    }
    long rows = live.path("rows").asLong();
    return String.format(
        Locale.ROOT,
        " (%,d %s, %s)",
        rows,
        rows == 1 ? "row" : "rows",
        bytes(live.path("bytes").asLong()));
  }

  private static String bytes(long bytes) {
    long number = bytes;
    int unit = 0;
    while (number >= LONGEST && unit < UNITS.length - 1) {
      number = (number + STEP / 2) / STEP;
      unit++;
    }
    return number + " " + UNITS[unit];
  }
}
