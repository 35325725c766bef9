package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;

/** What was accepted, for people: object by object, then what the schema is since then. */
final class AcceptanceText {
  private AcceptanceText() {}

  static String of(JsonNode acceptance, Reader reader) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s %s, as acceptance %s%n"
            .formatted(
                reader.good("accepted"),
                Words.counted(acceptance.path("objects").size(), "object", "objects"),
                Words.line(acceptance.path("id"))));
    text.append(objects(acceptance).text("  "));
    text.append(VerificationText.summary(acceptance.path("verification"), reader)).append('\n');
    return text.toString();
  }

  /** Its objects, a row each. */
  static Columns objects(JsonNode acceptance) {
    Columns columns = new Columns();
    acceptance
        .path("objects")
        .forEach(
            object ->
                columns.row(
                    Words.line(object.path("state")),
                    Words.line(object.path("kind")) + ":" + Words.line(object.path("name"))));
    return columns;
  }
}
