package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;

/** A run that has ended, for people: what it applied, and what verifying found. */
final class RunText {
  private static final String WHAT_DIFFERS =
      "GET /schema/verification names each difference, with what was expected.";

  private RunText() {}

  static String of(JsonNode run, Reader reader) {
    StringBuilder text = new StringBuilder(migrations(run, reader));
    String version = Words.version(run.path("toVersion"));
    String ahead = Words.ahead(run.path("ahead").asInt());
    String joined = run.path("joined").asBoolean() ? " (joined a run already in progress)" : "";
    text.append(
        switch (run.path("outcome").asText()) {
          case "nothing-pending" -> reader.good("nothing pending") + ", " + version;
          case "succeeded" -> done(run, version, reader);
          default -> Words.line(run.path("outcome")) + ", " + version;
        });
    text.append(ahead).append(joined).append('\n');
    JsonNode verification = run.path("verification");
    if (verification.isObject()) {
      text.append(VerificationText.summary(verification, reader)).append('\n');
      if (verification.path("status").asText().equals("drifted")) {
        text.append("  ").append(reader.advice(WHAT_DIFFERS)).append('\n');
      }
    }
    for (JsonNode index : run.path("invalidIndexes")) {
      text.append(
          "%s index %s.%s is invalid and never used: %s%n"
              .formatted(
                  reader.bad("warning:"),
                  Words.line(index.path("namespace")),
                  Words.line(index.path("name")),
                  Words.line(index.path("mend"))));
    }
    return text.toString();
  }

  /** A repair and a baseline apply nothing. */
  private static String done(JsonNode run, String version, Reader reader) {
    String took = Words.duration(run.path("durationMs").asLong());
    return switch (run.path("operation").asText()) {
      case "baseline" -> "%s at %s, in %s".formatted(reader.good("baseline"), version, took);
      case "repair" -> "history %s, %s, in %s".formatted(reader.good("repaired"), version, took);
      default ->
          "%s %s, now %s, in %s"
              .formatted(
                  reader.good("applied"),
                  Words.counted(run.path("applied").asInt(), "migration", "migrations"),
                  version,
                  took);
    };
  }

  /** What was applied, what failed and what was not started, a line each. */
  static String migrations(JsonNode run, Reader reader) {
    boolean cancelled = run.path("outcome").asText().equals("cancelled");
    Columns columns = new Columns();
    for (JsonNode migration : run.path("migrations")) {
      columns.row(
          Words.line(migration.path("script")),
          switch (migration.path("state").asText()) {
            case "success" -> Words.duration(migration.path("durationMs").asLong());
            case "failed" -> reader.bad(cancelled ? "cancelled" : "failed");
            case "pending" -> "not started";
            default -> Words.line(migration.path("state"));
          });
    }
    return columns.text("  ");
  }
}
