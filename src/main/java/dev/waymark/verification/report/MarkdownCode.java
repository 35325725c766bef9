package dev.waymark.verification.report;

import dev.waymark.database.Printable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Blocks of code in Markdown, which nothing in the code can end. */
final class MarkdownCode {
  private static final Pattern BACKTICKS = Pattern.compile("`+");
  private static final int SHORTEST_FENCE = 3;

  private MarkdownCode() {}

  static String sql(String statements) {
    String code = Printable.text(statements.strip());
    int longest =
        BACKTICKS
            .matcher(code)
            .results()
            .map(MatchResult::group)
            .mapToInt(String::length)
            .max()
            .orElse(0);
    String fence = "`".repeat(Math.max(SHORTEST_FENCE, longest + 1));
    return fence + "sql\n" + code + "\n" + fence + "\n";
  }
}
