package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;

/** What a repair changed in the history, or would change, for people. */
final class RepairText {
  private RepairText() {}

  static String of(JsonNode report, Reader reader) {
    JsonNode changes = report.path("changes");
    boolean preview = report.path("preview").asBoolean();
    Columns columns = new Columns();
    changes.forEach(
        change ->
            columns.row(
                Words.line(change.path("action")),
                Words.line(change.path("script")),
                Words.line(change.path("detail"))));
    String heading =
        changes.isEmpty()
            ? reader.good("nothing to repair")
            : "%s %s of the history"
                .formatted(
                    preview ? reader.doubtful("would make") : reader.good("made"),
                    Words.counted(changes.size(), "change", "changes"));
    return heading + "\n" + columns.text("  ");
  }
}
