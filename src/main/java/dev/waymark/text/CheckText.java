package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;

/** What is said of scripts without a database, for people: where, why, and what to do. */
final class CheckText {
  private CheckText() {}

  static String of(JsonNode report, Reader reader) {
    JsonNode problems = report.path("problems");
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %s, %s%n"
            .formatted(
                Words.line(report.path("source")),
                Words.counted(report.path("scripts").size(), "script", "scripts"),
                problems.isEmpty()
                    ? reader.good("no problem")
                    : reader.bad(Words.counted(problems.size(), "problem", "problems"))));
    problems.forEach(problem -> remark(text, reader.bad("error"), problem, reader));
    report.path("notes").forEach(note -> remark(text, "note", note, reader));
    return text.toString();
  }

  /** The place as editors and terminals know it. */
  private static void remark(StringBuilder text, String word, JsonNode remark, Reader reader) {
    text.append(
        "%s%s: %s %s%n  %s%n  %s%n"
            .formatted(
                Words.line(remark.path("file")),
                remark.has("line") ? ":" + remark.path("line").asInt() : "",
                word,
                Words.line(remark.path("reason")),
                reader.advice(remark.path("detail")),
                reader.advice(remark.path("hint"))));
  }
}
