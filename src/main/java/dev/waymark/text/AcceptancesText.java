package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;

/** What was accepted, for people, newest first: who, when and why, then the objects. */
final class AcceptancesText {
  private AcceptancesText() {}

  static String of(JsonNode list, Reader reader) {
    if (list.path("acceptances").isEmpty()) {
      return "no acceptances\n";
    }
    StringBuilder text = new StringBuilder();
    for (JsonNode acceptance : list.path("acceptances")) {
      JsonNode by = acceptance.path("acceptedBy");
      text.append(
          "%s  %s  %s%n  %s%n"
              .formatted(
                  Words.line(acceptance.path("id")),
                  Words.line(acceptance.path("acceptedAt")),
                  Words.line(by.hasNonNull("name") ? by.path("name") : by.path("agent")),
                  reader.strong(Words.line(acceptance.path("reason")))));
      text.append(AcceptanceText.objects(acceptance).text("  "));
    }
    return text.toString();
  }
}
