package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;

/** What was accepted, for people: object by object, then what the schema is since then. */
final class AcceptanceText {
  private AcceptanceText() {}

  static String of(JsonNode acceptance, Paint paint) {
    StringBuilder text = new StringBuilder();
    JsonNode objects = acceptance.path("objects");
    text.append(
        "%s %s, as acceptance %s%n"
            .formatted(
                paint.good("accepted"),
                Words.counted(objects.size(), "object", "objects"),
                Words.line(acceptance.path("id"))));
    Columns columns = new Columns();
    objects.forEach(
        object ->
            columns.row(
                Words.line(object.path("state")),
                Words.line(object.path("kind")) + ":" + Words.line(object.path("name"))));
    text.append(columns.text("  "));
    text.append(VerificationText.summary(acceptance.path("verification"), paint)).append('\n');
    return text.toString();
  }
}
