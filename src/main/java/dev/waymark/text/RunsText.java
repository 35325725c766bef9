package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;

/** Runs for people: a line each, or one with everything that is known of it. */
final class RunsText {
  private static final Map<String, String> LABELS = Map.of("targetVersion", "to version");

  private RunsText() {}

  static String list(JsonNode page, Reader reader) {
    if (page.path("runs").isEmpty()) {
      return "no runs\n";
    }
    Columns columns = new Columns();
    for (JsonNode run : page.path("runs")) {
      columns.row(
          Words.line(run.path("id")),
          Words.line(run.path("startedAt")),
          Words.line(run.path("operation")),
          state(run),
          Words.version(run.path("toVersion")),
          who(run));
    }
    return columns.text("");
  }

  static String one(JsonNode run, Reader reader) {
    Columns facts = new Columns();
    facts.row("operation", Words.line(run.path("operation")));
    facts.row("by", who(run));
    for (String fact :
        new String[] {
          "reason", "target", "targetVersion", "startedAt", "finishedAt", "continuedBy"
        }) {
      if (run.hasNonNull(fact)) {
        facts.row(LABELS.getOrDefault(fact, fact), Words.line(run.path(fact)));
      }
    }
    if (run.path("cancelledBy").isObject()) {
      facts.row("cancelled by", who(run.path("cancelledBy")));
    }
    StringBuilder text =
        new StringBuilder("run %s: %s%n".formatted(Words.line(run.path("id")), state(run)));
    text.append(facts.text("  "));
    String doing = ProgressText.of(run);
    if (!doing.isEmpty()) {
      text.append("  ").append(doing).append('\n');
    }
    JsonNode failure = run.path("failure");
    if (failure.isObject()) {
      text.append("  ").append(FailureText.place(failure));
      text.append(Words.line(failure.path("message"))).append('\n');
      text.append(FailureText.of(failure));
    }
    for (JsonNode advice :
        List.of(
            run.path("refusal").path("detail"),
            run.path("refusal").path("hint"),
            failure.path("hint"))) {
      if (advice.isTextual()) {
        text.append("  ").append(reader.advice(advice)).append('\n');
      }
    }
    return run.path("state").asText().equals("ended")
        ? text.append(RunText.of(run, reader)).toString()
        : text.append(RunText.migrations(run, reader)).toString();
  }

  private static String state(JsonNode run) {
    return Words.line(run.path(run.hasNonNull("outcome") ? "outcome" : "state"));
  }

  private static String who(JsonNode run) {
    JsonNode by = run.has("requestedBy") ? run.path("requestedBy") : run;
    return Words.line(by.hasNonNull("name") ? by.path("name") : by.path("agent"));
  }
}
