package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;

/** Where the database stands, for people: in a line, then what is not as it should be. */
final class StatusText {
  private StatusText() {}

  static String of(JsonNode status, Reader reader) {
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %s, %s%n"
            .formatted(
                Words.line(status.path("database")),
                Words.version(status.path("currentVersion")),
                standing(status, reader)));
    text.append(
        new Columns()
            .row("migrations", Words.line(status.path("source")))
            .row("history", history(status))
            .text("  "));
    list(text, reader.bad("failed"), status.path("failed"));
    list(text, reader.bad("changed after being applied"), status.path("changed"));
    list(text, reader.doubtful("applied, but no longer there"), status.path("missing"));
    list(text, reader.doubtful("ahead: applied, but not yet known here"), status.path("ahead"));
    list(text, "applied by a class that is not here", status.path("appliedElsewhere"));
    list(text, reader.doubtful("out of order"), status.path("outOfOrder"));
    list(text, "pending", status.path("pending"));
    text.append(
        Reasons.under(
            reader.bad("invalid, so that no run starts"), status.path("invalid"), reader));
    text.append(
        Reasons.under(
            reader.bad("history and database disagree"), status.path("discrepancies"), reader));
    leftOut(text, status);
    running(text, status.path("running"));
    return text.toString();
  }

  private static String standing(JsonNode status, Reader reader) {
    JsonNode counts = status.path("counts");
    String ahead = Words.ahead(counts.path("ahead").asInt());
    return switch (status.path("state").asText()) {
      case "up-to-date" -> reader.good("up to date");
      case "ahead" -> reader.good("everything applied") + ahead;
      case "pending" -> reader.doubtful(counts.path("pending").asInt() + " pending") + ahead;
      default -> reader.bad(Words.line(status.path("state"))) + ahead;
    };
  }

  private static String history(JsonNode status) {
    String table = Words.line(status.path("historyTable"));
    return status.path("historyTableExists").asBoolean()
        ? "%s, %d applied".formatted(table, status.path("counts").path("applied").asInt())
        : table + ", not there yet";
  }

  private static void list(StringBuilder text, String heading, JsonNode migrations) {
    if (migrations.isEmpty()) {
      return;
    }
    Columns columns = new Columns();
    migrations.forEach(
        migration ->
            columns.row(
                migration.hasNonNull("version")
                    ? Words.line(migration.path("version"))
                    : "repeatable",
                Words.line(migration.path("description")),
                Words.line(migration.path("script"))));
    text.append(heading).append('\n').append(columns.text("  "));
  }

  private static void leftOut(StringBuilder text, JsonNode status) {
    if (status.path("leftOut").isEmpty()) {
      return;
    }
    Columns columns = new Columns();
    status
        .path("leftOut")
        .forEach(
            file -> columns.row(Words.line(file.path("file")), Words.line(file.path("detail"))));
    text.append("files that no run executes\n").append(columns.text("  "));
    int more = status.path("counts").path("leftOut").asInt() - status.path("leftOut").size();
    if (more > 0) {
      text.append("  and %d more%n".formatted(more));
    }
  }

  private static void running(StringBuilder text, JsonNode running) {
    if (running.isObject()) {
      text.append(
          "running: %s%s%s, since %s%n"
              .formatted(
                  Words.line(running.path("by")),
                  running.has("run") ? " run " + Words.line(running.path("run")) : "",
                  running.hasNonNull("targetVersion")
                      ? " to version " + Words.line(running.path("targetVersion"))
                      : "",
                  Words.line(running.path("startedAt"))));
      String doing = ProgressText.of(running);
      if (!doing.isEmpty()) {
        text.append("  ").append(doing).append('\n');
      }
    }
  }
}
