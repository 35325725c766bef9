package dev.waymark.verification.report;

import dev.waymark.database.Printable;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** Blocks of code in Markdown, which nothing in the code can end. */
public final class MarkdownCode {
  private static final Pattern BACKTICKS = Pattern.compile("`+");
  private static final int SHORTEST_FENCE = 3;

  private MarkdownCode() {}

  static String sql(String statements) {
    return block("sql", statements);
  }

  /** A block of code; the language is what stands behind its fence. */
  public static String block(String language, String text) {
    String code = Printable.text(text.strip());
    int longest =
        BACKTICKS
            .matcher(code)
            .results()
            .map(MatchResult::group)
            .mapToInt(String::length)
            .max()
            .orElse(0);
    String fence = "`".repeat(Math.max(SHORTEST_FENCE, longest + 1));
    return fence + language + "\n" + code + "\n" + fence + "\n";
  }
}
