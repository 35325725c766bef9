package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.Locale;

/** How large something is, as people say it. */
final class SizeText {
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

  /** As the sentences of hazards have it. */
  private static String bytes(long bytes) {
    if (bytes < 1 << 20) {
      return (bytes >> 10) + " kB";
    }
    return bytes < 1L << 30 ? (bytes >> 20) + " MB" : (bytes >> 30) + " GB";
  }
}
