package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;

/** A problem detail for people: what happened in one line, then what belongs to it. */
public final class ProblemText {
  private ProblemText() {}

  /** The words of the problem; each line has an end. */
  public static String of(JsonNode problem, Paint paint) {
    StringBuilder text = new StringBuilder();
    text.append("waymark: ").append(paint.bad(Advice.line(problem.path("detail")))).append('\n');
    text.append(FailureText.of(problem));
    JsonNode invalid = problem.path("invalid");
    if (invalid.size() > 1) {
      invalid.forEach(
          entry -> text.append("  ").append(Reasons.of(entry).replace("\n", "\n  ")).append('\n'));
    } else if (problem.hasNonNull("hint")) {
      text.append("  ").append(Advice.line(problem.path("hint"))).append('\n');
    }
    if (problem.path("run").isObject()) {
      text.append(RunText.migrations(problem.path("run"), paint));
    }
    return text.toString();
  }
}
