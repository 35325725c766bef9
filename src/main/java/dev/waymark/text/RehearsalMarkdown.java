package dev.waymark.text;

import static dev.waymark.text.MarkdownTable.code;
import static dev.waymark.text.MarkdownTable.words;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.verification.report.MarkdownCode;
import java.util.ArrayList;
import java.util.List;

/** What was seen when it was tried, for a pull request: a table for each script. */
final class RehearsalMarkdown {
  private static final String NEXT_LINE = "<br>";

  private RehearsalMarkdown() {}

  static String of(JsonNode rehearsal, Reader reader) {
    StringBuilder text = new StringBuilder("# Rehearsal\n\n");
    text.append("**").append(words(RehearsalText.headline(rehearsal, reader))).append("**\n\n");
    if (rehearsal.hasNonNull("digest")) {
      text.append("- Plan: ").append(code(rehearsal.path("digest"))).append('\n');
    }
    JsonNode copy = rehearsal.path("copy");
    if (copy.isObject()) {
      text.append("- Copy: ").append(words(RehearsalText.copy(copy))).append('\n');
      for (JsonNode lack : copy.path("lacks")) {
        text.append("  - ").append(code(lack.path("object"))).append(": ");
        text.append(words(Words.line(lack.path("reason")))).append('\n');
      }
    }
    for (String advice : new String[] {"detail", "hint"}) {
      if (rehearsal.path("refusal").hasNonNull(advice)) {
        text.append("- ").append(words(reader.advice(rehearsal.path("refusal").path(advice))));
        text.append('\n');
      }
    }
    JsonNode failure = rehearsal.path("failure");
    if (failure.isObject() && !failure.hasNonNull("script")) {
      text.append("- ").append(words(RehearsalText.failure(failure))).append('\n');
    }
    rehearsal.path("migrations").forEach(it -> migration(text, it, rehearsal, reader));
    return text.toString();
  }

  private static void migration(
      StringBuilder text, JsonNode migration, JsonNode rehearsal, Reader reader) {
    text.append("\n## ").append(code(migration.path("script"))).append("\n\n");
    text.append(
        migration.path("transactional").asBoolean()
            ? "In a transaction, "
            : "Outside a transaction, ");
    text.append(words(RehearsalText.result(migration))).append(".\n");
    migration
        .path("hazards")
        .forEach(it -> text.append("\n- ").append(hazard(it, reader)).append('\n'));
    JsonNode failure = rehearsal.path("failure");
    if (RehearsalText.failed(migration, failure)) {
      text.append("\n**").append(words(RehearsalText.failure(failure))).append("**\n");
      String more = FailureText.of(failure);
      if (!more.isEmpty()) {
        text.append('\n').append(MarkdownCode.block("text", more));
      }
    }
    if (!migration.path("statements").isEmpty()) {
      text.append('\n');
      text.append(
          MarkdownTable.head("", "Statement", "Locks", "What else it does", "Decide about"));
      for (JsonNode statement : migration.path("statements")) {
        text.append(
            MarkdownTable.row(
                List.of(
                    Integer.toString(statement.path("number").asInt()),
                    code(RehearsalText.sql(statement)),
                    locks(statement),
                    does(statement),
                    hazards(statement, reader))));
      }
    }
    if (!migration.path("data").isEmpty()) {
      text.append("\nLive rows:\n\n");
      for (JsonNode check : migration.path("data")) {
        text.append("- ").append(words(RehearsalText.data(check))).append('\n');
      }
    }
    if (!migration.path("changes").isEmpty()) {
      text.append("\nChanges:\n\n");
      for (JsonNode change : migration.path("changes")) {
        text.append("- ").append(words(RehearsalText.change(change))).append('\n');
      }
    }
  }

  private static String locks(JsonNode statement) {
    List<String> locks = new ArrayList<>();
    for (JsonNode lock : statement.path("locks")) {
      locks.add(
          "%s on %s, %s"
              .formatted(
                  code(lock.path("mode")), sized(lock, "relation"), RehearsalText.held(lock)));
    }
    return String.join(NEXT_LINE, locks);
  }

  private static String does(JsonNode statement) {
    List<String> does = new ArrayList<>();
    statement.path("rewrites").forEach(it -> does.add("rewrites " + sized(it, "relation")));
    statement.path("truncates").forEach(it -> does.add("empties " + sized(it, "relation")));
    statement.path("scans").forEach(it -> does.add("reads all of " + sized(it, "relation")));
    statement
        .path("indexes")
        .forEach(it -> does.add("builds " + code(it.path("index")) + " on " + sized(it, "table")));
    statement.path("rebuilt").forEach(it -> does.add("rebuilds " + sized(it, "relation")));
    if (statement.hasNonNull("notRehearsed")) {
      does.add("**not rehearsed**: " + words(Words.line(statement.path("notRehearsed"))));
    }
    return String.join(NEXT_LINE, does);
  }

  private static String hazards(JsonNode statement, Reader reader) {
    List<String> hazards = new ArrayList<>();
    statement.path("hazards").forEach(it -> hazards.add(hazard(it, reader)));
    return String.join(NEXT_LINE, hazards);
  }

  private static String hazard(JsonNode hazard, Reader reader) {
    if (hazard.hasNonNull("accepted")) {
      return "%s, accepted: %s: %s (%s)"
          .formatted(
              words(Words.line(hazard.path("severity"))),
              code(hazard.path("code")),
              words(Words.line(hazard.path("detail"))),
              words(Words.line(hazard.path("accepted"))));
    }
    return "**%s** %s: %s %s"
        .formatted(
            words(Words.line(hazard.path("severity"))),
            code(hazard.path("code")),
            words(Words.line(hazard.path("detail"))),
            words(reader.advice(hazard.path("hint"))));
  }

  private static String sized(JsonNode seen, String name) {
    return code(seen.path(name)) + SizeText.of(seen.path("live"));
  }
}
