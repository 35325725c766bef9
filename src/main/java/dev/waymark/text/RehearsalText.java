package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** What was seen when it was tried, for people: script by script, statement by statement. */
final class RehearsalText {
  private static final int LONGEST = 100;

  private RehearsalText() {}

  /** One rehearsal, as it stands or as it ended. */
  static String of(JsonNode rehearsal, Reader reader) {
    StringBuilder text = new StringBuilder(headline(rehearsal, reader)).append('\n');
    text.append(facts(rehearsal).text("  "));
    String doing = ProgressText.of(rehearsal);
    if (!doing.isEmpty()) {
      text.append("  ").append(doing).append('\n');
    }
    for (String advice : new String[] {"detail", "hint"}) {
      if (rehearsal.path("refusal").hasNonNull(advice)) {
        text.append("  ").append(reader.advice(rehearsal.path("refusal").path(advice)));
        text.append('\n');
      }
    }
    JsonNode failure = rehearsal.path("failure");
    if (failure.isObject() && !isOfScript(rehearsal, failure)) {
      failure(text, failure, reader);
    }
    rehearsal.path("copy").path("lacks").forEach(lack -> lack(text, lack, reader));
    rehearsal.path("migrations").forEach(it -> migration(text, it, rehearsal, reader));
    return text.toString();
  }

  /** A line for each. */
  static String list(JsonNode page, Reader reader) {
    if (page.path("rehearsals").isEmpty()) {
      return "no rehearsals\n";
    }
    Columns columns = new Columns();
    for (JsonNode each : page.path("rehearsals")) {
      columns.row(
          Words.line(each.path("id")),
          Words.line(each.path("startedAt")),
          outcome(each),
          Words.version(each.path("toVersion")),
          who(each.path("requestedBy")));
    }
    return columns.text("");
  }

  /** What came of it, in a line. */
  static String headline(JsonNode rehearsal, Reader reader) {
    String database =
        rehearsal.hasNonNull("database") ? Words.line(rehearsal.path("database")) + ": " : "";
    String outcome = outcome(rehearsal);
    JsonNode counts = rehearsal.path("counts");
    return database
        + switch (outcome) {
          case "nothing-pending" ->
              "nothing pending, " + Words.version(rehearsal.path("fromVersion"));
          case "succeeded" -> reader.good("succeeded") + between(rehearsal, counts);
          case "failed" -> reader.bad("failed") + between(rehearsal, counts);
          default -> outcome;
        };
  }

  private static String between(JsonNode rehearsal, JsonNode counts) {
    return ", %s from %s to %s, %s"
        .formatted(
            Words.counted(counts.path("migrations").asInt(), "migration", "migrations"),
            Words.version(rehearsal.path("fromVersion")),
            Words.version(rehearsal.path("toVersion")),
            Words.counted(counts.path("hazards").asInt(), "hazard", "hazards"));
  }

  private static Columns facts(JsonNode rehearsal) {
    Columns facts = new Columns();
    facts.row("rehearsal", Words.line(rehearsal.path("id")));
    if (rehearsal.hasNonNull("digest")) {
      facts.row("plan", Words.line(rehearsal.path("digest")));
    }
    if (rehearsal.path("copy").isObject()) {
      facts.row("copy", copy(rehearsal.path("copy")));
    }
    if (rehearsal.path("cancelledBy").isObject()) {
      facts.row("cancelled by", who(rehearsal.path("cancelledBy")));
    }
    return facts;
  }

  /** Where it took place, in a sentence without an end. */
  static String copy(JsonNode copy) {
    int lacks = copy.path("lacks").size();
    return "%s, %s%s"
        .formatted(
            copy.path("faithful").asBoolean()
                ? Words.counted(copy.path("objects").asInt(), "object", "objects")
                    + ", all as they are live"
                : "not as it is live: it lacks " + Words.counted(lacks, "object", "objects"),
            copy.path("server").asText().equals("named")
                ? "on the server that is named for it"
                : "beside the live database",
            copy.path("empty").isEmpty()
                ? ""
                : ", " + Words.counted(copy.path("empty").size(), "table", "tables") + " empty");
  }

  private static void lack(StringBuilder text, JsonNode lack, Reader reader) {
    text.append("  ")
        .append(reader.doubtful("lacks "))
        .append(Words.line(lack.path("object")))
        .append(": ")
        .append(Words.line(lack.path("reason")))
        .append('\n');
  }

  private static void migration(
      StringBuilder text, JsonNode migration, JsonNode rehearsal, Reader reader) {
    text.append(
        "%s  %s, %s%n"
            .formatted(
                reader.strong(Words.line(migration.path("script"))),
                migration.path("transactional").asBoolean()
                    ? "in a transaction"
                    : "outside a transaction",
                result(migration)));
    migration.path("hazards").forEach(hazard -> PlanText.hazard(text, hazard, reader));
    for (JsonNode statement : migration.path("statements")) {
      text.append(
          "  %d  line %d  %s%n"
              .formatted(
                  statement.path("number").asInt(),
                  statement.path("line").asInt(),
                  sql(statement)));
      seen(statement).forEach(line -> text.append("     ").append(line).append('\n'));
      if (statement.hasNonNull("notRehearsed")) {
        text.append("     ").append(reader.doubtful("not rehearsed")).append(": ");
        text.append(Words.line(statement.path("notRehearsed"))).append('\n');
      }
      statement.path("hazards").forEach(hazard -> PlanText.hazard(text, hazard, reader));
    }
    JsonNode failure = rehearsal.path("failure");
    if (failed(migration, failure)) {
      failure(text, failure, reader);
    }
    for (JsonNode check : migration.path("data")) {
      String line = "live rows: " + data(check);
      boolean holds = check.path("outcome").asText().matches("holds|counted");
      text.append("  ").append(holds ? line : reader.bad(line)).append('\n');
    }
    for (JsonNode change : migration.path("changes")) {
      text.append("  ").append(change(change)).append('\n');
    }
  }

  private static void failure(StringBuilder text, JsonNode failure, Reader reader) {
    text.append("  ").append(reader.bad(failure(failure))).append('\n');
    text.append(FailureText.of(failure));
    if (failure.hasNonNull("hint")) {
      text.append("  ").append(reader.advice(failure.path("hint"))).append('\n');
    }
  }

  private static boolean isOfScript(JsonNode rehearsal, JsonNode failure) {
    for (JsonNode migration : rehearsal.path("migrations")) {
      if (failed(migration, failure)) {
        return true;
      }
    }
    return false;
  }

  /** Whether it is this one that failed. */
  static boolean failed(JsonNode migration, JsonNode failure) {
    return failure.isObject() && failure.path("script").equals(migration.path("script"));
  }

  /** Where and why it failed, in a line. */
  static String failure(JsonNode failure) {
    return FailureText.place(failure) + Words.line(failure.path("message"));
  }

  /** What came of a script. */
  static String result(JsonNode migration) {
    return switch (migration.path("outcome").asText()) {
      case "applied" -> "took " + Words.duration(migration.path("durationMs").asLong());
      case "not-run" -> "not tried";
      default -> Words.line(migration.path("outcome"));
    };
  }

  /** The statement in a line, cut. */
  static String sql(JsonNode statement) {
    String sql = Words.line(statement.path("sql"));
    return sql.length() <= LONGEST ? sql : sql.substring(0, LONGEST) + " ...";
  }

  /** What PostgreSQL was seen to do, a line each. */
  private static List<String> seen(JsonNode statement) {
    List<String> lines = new ArrayList<>();
    for (JsonNode lock : statement.path("locks")) {
      lines.add(
          "locks %s on %s, %s"
              .formatted(Words.line(lock.path("mode")), sized(lock, "relation"), held(lock)));
    }
    statement.path("rewrites").forEach(it -> lines.add("rewrites " + sized(it, "relation")));
    statement.path("truncates").forEach(it -> lines.add("empties " + sized(it, "relation")));
    statement.path("scans").forEach(it -> lines.add("reads all of " + sized(it, "relation")));
    statement
        .path("indexes")
        .forEach(
            it ->
                lines.add(
                    "builds index %s on %s"
                        .formatted(Words.line(it.path("index")), sized(it, "table"))));
    statement.path("rebuilt").forEach(it -> lines.add("rebuilds index " + sized(it, "relation")));
    return lines;
  }

  /** For how long a lock is held. */
  static String held(JsonNode lock) {
    int from = lock.path("heldFrom").asInt();
    int to = lock.path("heldTo").asInt();
    return from == to
        ? "held for this statement"
        : "held for statements %d to %d".formatted(from, to);
  }

  private static String sized(JsonNode seen, String name) {
    return Words.line(seen.path(name)) + SizeText.of(seen.path("live"));
  }

  /** What the live rows say of what a script needs of them. */
  static String data(JsonNode check) {
    String outcome =
        switch (check.path("outcome").asText()) {
          case "holds" -> "none";
          case "counted" -> "counted";
          default -> Words.line(check.path("outcome")).replace('-', ' ');
        };
    StringBuilder words =
        new StringBuilder(
            check.hasNonNull("statement")
                ? "rows of %s that statement %d touches: %s"
                    .formatted(
                        Words.line(check.path("table")), check.path("statement").asInt(), outcome)
                : "%s of %s for %s: %s"
                    .formatted(
                        Words.line(check.path("check")),
                        Words.line(check.path("table")),
                        Words.line(check.path("object")),
                        outcome));
    if (check.path("rows").asLong() > 0) {
      words.append(
          String.format(
              Locale.ROOT,
              check.hasNonNull("statement") ? ", %,d" : " by %,d",
              check.path("rows").asLong()));
    }
    for (String more : new String[] {"example", "reason"}) {
      if (check.hasNonNull(more)) {
        words.append(more.equals("example") ? ", such as " : ", ");
        words.append(Words.line(check.path(more)));
      }
    }
    return check.path("writtenBefore").asBoolean()
        ? words.append(" (the plan writes to it before)").toString()
        : words.toString();
  }

  /** What became of an object. */
  static String change(JsonNode change) {
    StringBuilder words =
        new StringBuilder(
            "%s %s %s"
                .formatted(
                    Words.line(change.path("change")),
                    Words.line(change.path("kind")),
                    Words.line(change.path("object"))));
    if (change.hasNonNull("from")) {
      words.append(", before ").append(Words.line(change.path("from")));
    }
    List<String> attributes = new ArrayList<>();
    change.path("attributes").forEach(it -> attributes.add(Words.line(it.path("attribute"))));
    return attributes.isEmpty()
        ? words.toString()
        : words.append(": ").append(String.join(", ", attributes)).toString();
  }

  static String outcome(JsonNode rehearsal) {
    return Words.line(rehearsal.path(rehearsal.hasNonNull("outcome") ? "outcome" : "state"));
  }

  private static String who(JsonNode by) {
    return Words.line(by.hasNonNull("name") ? by.path("name") : by.path("agent"));
  }
}
