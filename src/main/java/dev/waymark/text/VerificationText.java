package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.waymark.schema.Kind;

/** A verification for people: the judgement, then only what is not as expected. */
final class VerificationText {
  /** How much of a value is shown; definitions can be pages long. */
  private static final int LONGEST_VALUE = 100;

  private static final int DEFINITION_INDENTATION = 6;

  private VerificationText() {}

  /** With how many findings there are. */
  static String of(JsonNode report, Reader reader) {
    return judgement(report, reader) + FindingsText.counted(report.path("findings"), reader);
  }

  /** With each finding. */
  static String withFindings(JsonNode report, Reader reader) {
    return judgement(report, reader) + FindingsText.each(report.path("findings"), reader);
  }

  private static String judgement(JsonNode report, Reader reader) {
    StringBuilder text = new StringBuilder();
    text.append("%s: %s%n".formatted(Words.line(report.path("database")), summary(report, reader)));
    JsonNode expectation = report.path("expectation");
    if (expectation.isObject()) {
      text.append(
          "  held against the %s %s%n"
              .formatted(
                  Words.line(expectation.path("type")), Words.line(expectation.path("from"))));
    }
    report.path("notes").forEach(note -> text.append("  %s%n".formatted(reader.advice(note))));
    for (Kind kind : Kind.values()) {
      report.path(kind.list()).forEach(object -> deviation(text, kind, object, reader));
    }
    return text.toString();
  }

  /** The judgement in a line; also of the summary that a run has. */
  static String summary(JsonNode verification, Reader reader) {
    JsonNode counts =
        verification.has("totals")
            ? verification.path("totals").path("all")
            : verification.path("objects");
    String status = verification.path("status").asText();
    String objects =
        "%d present, %d missing, %d different, %d unexpected"
            .formatted(
                counts.path("present").asInt(),
                counts.path("missing").asInt(),
                counts.path("different").asInt(),
                counts.path("unexpected").asInt());
    return switch (status) {
      case "verified" -> reader.good(status) + ", " + objects;
      case "drifted" -> reader.bad(status) + ", " + objects;
      default ->
          "%s: %s %s"
              .formatted(
                  reader.doubtful(Words.line(verification.path("status"))),
                  reader.advice(verification.path("reason")),
                  reader.advice(verification.path("hint")))
              .strip();
    };
  }

  private static void deviation(StringBuilder text, Kind kind, JsonNode object, Reader reader) {
    String state = object.path("state").asText();
    if (state.equals("present")) {
      return;
    }
    String since = object.hasNonNull("since") ? ", since " + Words.line(object.path("since")) : "";
    text.append("  %s %s %s%s%n".formatted(reader.bad(state), kind.code(), name(object), since));
    for (JsonNode difference : object.path("differences")) {
      text.append(
          "    %s: %s, expected %s%n"
              .formatted(
                  Words.name(difference.path("attribute")),
                  value(difference.path("actual")),
                  value(difference.path("expected"))));
    }
    definition(text, object);
  }

  /** What is missing, or is not as it was expected, as PostgreSQL prints it. */
  private static void definition(StringBuilder text, JsonNode object) {
    JsonNode expected =
        object.path("state").asText().equals("missing")
            ? object.path("definition")
            : changed(object);
    if (expected.isTextual()) {
      text.append("    expected definition:\n")
          .append(Words.text(expected).strip().indent(DEFINITION_INDENTATION));
    }
  }

  private static JsonNode changed(JsonNode object) {
    for (JsonNode difference : object.path("differences")) {
      if (difference.path("attribute").asText().equals("definition")) {
        return difference.path("expected");
      }
    }
    return MissingNode.getInstance();
  }

  /** The object's name with its namespace and table. */
  static String name(JsonNode object) {
    StringBuilder name = new StringBuilder();
    for (String part : new String[] {"namespace", "table", "name"}) {
      if (object.hasNonNull(part)) {
        name.append(name.isEmpty() ? "" : ".").append(Words.name(object.path(part)));
      }
    }
    return name.toString();
  }

  private static String value(JsonNode node) {
    if (node.isNull() || node.isMissingNode()) {
      return "none";
    }
    String text = node.isTextual() ? Words.line(node) : Words.json(node);
    return text.length() <= LONGEST_VALUE ? text : text.substring(0, LONGEST_VALUE) + " ...";
  }
}
