package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;

/** One thing that is wrong: with which script, what, and what to do. */
final class Reasons {
  private Reasons() {}

  static String of(JsonNode entry, Reader reader) {
    StringBuilder text = new StringBuilder();
    if (entry.hasNonNull("script")) {
      text.append(Words.line(entry.path("script")));
      if (entry.hasNonNull("line")) {
        text.append(", line ").append(entry.path("line").asInt());
      }
      text.append(": ");
    }
    text.append(reader.advice(entry.path("detail")));
    if (entry.hasNonNull("hint")) {
      text.append("\n  ").append(reader.advice(entry.path("hint")));
    }
    return text.toString();
  }
}
