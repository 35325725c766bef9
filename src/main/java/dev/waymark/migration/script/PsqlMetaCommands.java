package dev.waymark.migration.script;

import dev.waymark.migration.script.SplitScript.SourceLine;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** What psql does itself and the server does not understand. */
final class PsqlMetaCommands implements ScriptRule {
  @Override
  public Stream<Objection> check(ParsedScript script) {
    Map<String, List<Integer>> lines = new LinkedHashMap<>();
    for (SourceLine line : script.split().metaCommands()) {
      String command = line.text().strip().split("\\s", 2)[0];
      lines.computeIfAbsent(command, first -> new ArrayList<>()).add(line.number());
    }
    return lines.entrySet().stream().map(entry -> objection(entry.getKey(), entry.getValue()));
  }

  private static Objection objection(String command, List<Integer> lines) {
    return new Objection(
        Objection.Code.PSQL_META_COMMAND,
        lines.get(0),
        "%s is a command of psql, which PostgreSQL itself does not know%s."
            .formatted(
                command, lines.size() == 1 ? "" : "; it is on %d lines".formatted(lines.size())),
        hint(command));
  }

  private static String hint(String command) {
    return switch (command) {
      case "\\i", "\\include", "\\ir", "\\include_relative" ->
          "Put the other file's statements into this script, or give that file a version.";
      case "\\c", "\\connect" ->
          "Leave it out: all scripts run in the database that Waymark is connected to.";
      case "\\copy" ->
          "Write COPY ... FROM stdin; with the rows below it and \\. on the last line.";
      case "\\set", "\\prompt", "\\gset" ->
          "Use a placeholder: WAYMARK_PLACEHOLDERS_NAME=value stands for ${name}.";
      case "\\restrict", "\\unrestrict" ->
          "pg_dump writes it for psql alone: sed -i -E '/^\\\\(un)?restrict /d' on the file leaves both lines"
              + " out, and nothing else of the script needs them.";
      case "\\." -> "Leave it out: it only ends the rows of COPY ... FROM stdin.";
      case "\\if", "\\elif", "\\else", "\\endif" ->
          "Write the condition in SQL: DO $$ BEGIN IF ... THEN ... END IF; END $$;";
      default -> "Leave it out.";
    };
  }
}
