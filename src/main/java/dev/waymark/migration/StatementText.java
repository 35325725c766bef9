package dev.waymark.migration;

import java.util.Comparator;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * A statement made fit for an answer or a log: what placeholders stand for goes back behind their
 * names, passwords are masked, and the length has a limit.
 */
public final class StatementText {

  /** The longest statement that is shown, in characters. */
  public static final int LONGEST = 2_000;

  // CREATE ROLE ... PASSWORD 'x' and CREATE USER MAPPING ... OPTIONS (password 'x'), with each of
  // PostgreSQL's ways to write a string. The quantifiers are possessive because a literal may be
  // megabytes long, and backtracking would need a stack as deep.
  private static final Pattern PASSWORD_LITERAL =
      Pattern.compile(
          "(?is)\\b(password\"?\\s*+=?\\s*+)"
              + "(?:E'(?:[^'\\\\]++|\\\\.|'')*+'|(?:U&)?'(?:[^']++|'')*+'|\\$(\\w*+)\\$.*?\\$\\2\\$)");
  // The same in connection strings, of CREATE SUBSCRIPTION and dblink: password=x, password=''x
  // y''.
  private static final Pattern PASSWORD_IN_STRING =
      Pattern.compile("(?i)\\b(password\\s*+=\\s*+)(?:''[^']++''|[^\\s'\"]++)");
  private static final Pattern PASSWORD_IN_URL = Pattern.compile("(://[^\\s:/@']++:)[^\\s']+@");

  /** A value shorter than this is too common to be a secret, and hiding it would hide the SQL. */
  private static final int SHORTEST_SECRET = 4;

  private final Map<String, String> placeholders;

  /**
   * @param placeholders the placeholders whose values must not be shown
   */
  public StatementText(Map<String, String> placeholders) {
    this.placeholders = Map.copyOf(placeholders);
  }

  /** Returns the text without secrets, cut at {@link #LONGEST}; null for null. */
  public String safe(String text) {
    if (text == null) {
      return null;
    }
    String safe = text;
    var longestFirst =
        placeholders.entrySet().stream()
            .filter(entry -> entry.getValue().length() >= SHORTEST_SECRET)
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, String> entry) -> entry.getValue().length())
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .toList();
    for (var placeholder : longestFirst) {
      safe = safe.replace(placeholder.getValue(), "${" + placeholder.getKey() + "}");
    }
    safe = PASSWORD_IN_STRING.matcher(safe).replaceAll("$1***");
    safe = PASSWORD_LITERAL.matcher(safe).replaceAll("$1'***'");
    safe = PASSWORD_IN_URL.matcher(safe).replaceAll("$1***@");
    return safe.length() <= LONGEST ? safe : safe.substring(0, LONGEST) + " ...";
  }
}
