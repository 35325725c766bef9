package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;

/** A problem detail for people: what happened in one line, then what belongs to it. */
public final class ProblemText {
  private ProblemText() {}

  /** The words of the problem; each line has an end. */
  public static String of(JsonNode problem, Reader reader) {
    StringBuilder text = new StringBuilder();
    text.append(reader.requests() ? Words.line(problem.path("title")) + ": " : "waymark: ")
        .append(reader.bad(reader.advice(problem.path("detail"))))
        .append('\n');
    text.append(FailureText.of(problem));
    JsonNode invalid = problem.path("invalid");
    if (invalid.size() > 1) {
      invalid.forEach(
          entry ->
              text.append("  ")
                  .append(Reasons.of(entry, reader).replace("\n", "\n  "))
                  .append('\n'));
    } else if (problem.hasNonNull("hint")) {
      text.append("  ").append(reader.advice(problem.path("hint"))).append('\n');
    }
    if (problem.path("run").isObject()) {
      text.append(RunText.migrations(problem.path("run"), reader));
    }
    if (problem.path("rehearsal").isObject()) {
      ObjectNode seen = problem.path("rehearsal").deepCopy();
      // That is said above.
      seen.remove("failure");
      text.append(RehearsalText.of(seen, reader));
    }
    return text.toString();
  }
}
