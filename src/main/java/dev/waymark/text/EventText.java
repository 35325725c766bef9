package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;

/** An event of a run, for people, in a line: when, what, and the plain facts that belong to it. */
public final class EventText {
  private EventText() {}

  /** The line of an event. */
  public static String of(JsonNode event) {
    List<String> facts = new ArrayList<>();
    event
        .path("data")
        .properties()
        .forEach(
            fact -> {
              if (fact.getValue().isValueNode() && !fact.getValue().isNull()) {
                facts.add(fact.getKey() + " " + Words.line(fact.getValue()));
              }
            });
    return "%s  %s%s"
        .formatted(
            Words.line(event.path("at")),
            Words.line(event.path("type")),
            facts.isEmpty() ? "" : "  " + String.join(", ", facts));
  }
}
