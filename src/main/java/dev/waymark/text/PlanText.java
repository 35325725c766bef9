package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;

/** What a run would do, for people: script by script, with what to decide about. */
final class PlanText {
  private static final int LONGEST = 100;

  private PlanText() {}

  static String of(JsonNode plan, Reader reader) {
    JsonNode migrations = plan.path("migrations");
    StringBuilder text = new StringBuilder();
    text.append(
        "%s: %s%n"
            .formatted(
                Words.line(plan.path("database")),
                migrations.isEmpty()
                    ? "nothing pending, " + Words.version(plan.path("fromVersion"))
                    : "%s pending, from %s to %s"
                        .formatted(
                            migrations.size(),
                            Words.version(plan.path("fromVersion")),
                            Words.version(plan.path("toVersion")))));
    text.append("  plan  ").append(Words.line(plan.path("digest"))).append('\n');
    text.append(
        Reasons.under(reader.bad("invalid, so that no run starts"), plan.path("invalid"), reader));
    migrations.forEach(migration -> migration(text, migration, reader));
    if (!plan.path("callbacks").isEmpty()) {
      text.append("executed at events, too\n");
      plan.path("callbacks").forEach(it -> text.append("  ").append(Words.line(it)).append('\n'));
    }
    return text.toString();
  }

  private static void migration(StringBuilder text, JsonNode migration, Reader reader) {
    JsonNode limits = migration.path("limits");
    text.append(
        "%s  %s%s%s%n"
            .formatted(
                reader.strong(Words.line(migration.path("script"))),
                migration.path("transactional").asBoolean()
                    ? "in a transaction"
                    : "outside a transaction",
                limit(", waits for a lock for ", limits.path("lockTimeoutMs").asLong()),
                limit(", a statement takes at most ", limits.path("statementTimeoutMs").asLong())));
    migration.path("hazards").forEach(hazard -> hazard(text, hazard, reader));
    for (JsonNode statement : migration.path("statements")) {
      String sql = Words.line(statement.path("sql"));
      text.append(
          "  %d  line %d  %s%n"
              .formatted(
                  statement.path("number").asInt(),
                  statement.path("line").asInt(),
                  sql.length() <= LONGEST ? sql : sql.substring(0, LONGEST) + " ..."));
      statement.path("hazards").forEach(hazard -> hazard(text, hazard, reader));
    }
  }

  private static String limit(String words, long milliseconds) {
    return milliseconds == 0 ? "" : words + Words.duration(milliseconds);
  }

  /** What to decide about, and what to do instead. */
  static void hazard(StringBuilder text, JsonNode hazard, Reader reader) {
    String severity = Words.line(hazard.path("severity"));
    if (hazard.hasNonNull("accepted")) {
      text.append(
          "     %s, accepted: %s: %s%n       %s%n"
              .formatted(
                  severity,
                  Words.line(hazard.path("code")),
                  Words.line(hazard.path("detail")),
                  Words.line(hazard.path("accepted"))));
      return;
    }
    text.append(
        "     %s %s: %s%n       %s%n"
            .formatted(
                severity.equals("notice") ? reader.doubtful(severity) : reader.bad(severity),
                Words.line(hazard.path("code")),
                Words.line(hazard.path("detail")),
                reader.advice(hazard.path("hint"))));
  }
}
