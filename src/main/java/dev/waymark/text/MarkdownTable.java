package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.regex.Pattern;

/** Cells of a table in GitHub's Markdown, in which nothing is taken for Markdown. */
final class MarkdownTable {
  private static final Pattern MEANS_SOMETHING = Pattern.compile("[\\\\`*_{}\\[\\]<>#|~&]");
  private static final Pattern BACKTICKS = Pattern.compile("`+");

  private MarkdownTable() {}

  /** A head and the line below it. */
  static String head(String... names) {
    return "| " + String.join(" | ", names) + " |\n|" + "---|".repeat(names.length) + "\n";
  }

  /** A row of cells that are Markdown. */
  static String row(List<String> cells) {
    return "| " + String.join(" | ", cells) + " |\n";
  }

  /** Words. */
  static String words(String text) {
    return MEANS_SOMETHING.matcher(text).replaceAll("\\\\$0");
  }

  /** A name, or anything else as it is written. */
  static String code(JsonNode node) {
    return code(Words.line(node));
  }

  /** The same of a line. */
  static String code(String line) {
    int longest =
        BACKTICKS.matcher(line).results().mapToInt(it -> it.group().length()).max().orElse(0);
    String fence = "`".repeat(longest + 1);
    String room = longest > 0 ? " " : "";
    // A table is taken apart before its cells are read.
    return line.isEmpty() ? "" : fence + room + line.replace("|", "\\|") + room + fence;
  }
}
