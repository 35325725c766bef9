package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;

/** One thing that is wrong: with which script, what, and what to do. */
final class Reasons {
  private Reasons() {}

  static String of(JsonNode entry, Reader reader) {
    StringBuilder text = new StringBuilder();
    String place = place(entry);
    // Some begin with it.
    if (!place.isEmpty() && !Words.line(entry.path("detail")).startsWith(place)) {
      text.append(place).append(": ");
    }
    text.append(reader.advice(entry.path("detail")));
    if (entry.hasNonNull("hint")) {
      text.append("\n  ").append(reader.advice(entry.path("hint")));
    }
    return text.toString();
  }

  /** All of them under a heading; empty without any. */
  static String under(String heading, JsonNode entries, Reader reader) {
    if (entries.isEmpty()) {
      return "";
    }
    StringBuilder text = new StringBuilder(heading).append('\n');
    for (JsonNode entry : entries) {
      text.append("  ").append(of(entry, reader).replace("\n", "\n  ")).append('\n');
    }
    return text.toString();
  }

  private static String place(JsonNode entry) {
    if (!entry.hasNonNull("script")) {
      return "";
    }
    String line = entry.hasNonNull("line") ? ", line " + entry.path("line").asInt() : "";
    return Words.line(entry.path("script")) + line;
  }
}
