package dev.waymark.migration.script;

import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.UnaryOperator;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Statements, and what is said of them, made fit for an answer, a log or the store: what
 * placeholders stand for goes back behind their names, no literal is shown, and the length has a
 * limit.
 */
public final class StatementText {

  /** The longest statement that is shown, in characters. */
  public static final int LONGEST = 2_000;

  // In words of a driver, which has no statement at hand: connection strings.
  private static final Pattern PASSWORD_IN_STRING =
      Pattern.compile("(?i)\\b(password\\s*+=\\s*+)(?:''[^']++''|'[^']++'|[^\\s'\"]++)");
  private static final Pattern PASSWORD_IN_URL = Pattern.compile("(://[^\\s:/@']++:)[^\\s']+@");

  /** A value shorter than this is too common to be a secret, and hiding it would hide the SQL. */
  private static final int SHORTEST_SECRET = 4;

  private final List<Map.Entry<String, String>> longestFirst;
  private final Set<String> names;

  /**
   * @param placeholders the placeholders whose values must not be shown
   */
  public StatementText(Map<String, String> placeholders) {
    this.longestFirst =
        placeholders.entrySet().stream()
            .filter(entry -> entry.getValue().length() >= SHORTEST_SECRET)
            .sorted(
                Comparator.comparingInt(
                        (Map.Entry<String, String> entry) -> entry.getValue().length())
                    .reversed()
                    .thenComparing(Map.Entry::getKey))
            .toList();
    this.names =
        placeholders.keySet().stream()
            .map(StatementText::placeholder)
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Returns a statement without literals and comments, cut at {@link #LONGEST}; null for null. */
  public String statement(String sql) {
    return sql == null ? null : cut(named(shown(sql).text()));
  }

  /**
   * Returns a statement without literals and comments, however long, and where in that PostgreSQL
   * points.
   *
   * @param position the character of the statement at which it points, from 1
   */
  public MarkedText marked(String sql, int position) {
    ShownStatement shown =
        ShownStatement.of(sql, literal -> names.contains(named(literal)), position - 1);
    String text = shown.text();
    int mark = shown.mark();
    for (var placeholder : longestFirst) {
      String value = placeholder.getValue();
      String name = placeholder(placeholder.getKey());
      for (int at = text.indexOf(value); at >= 0; at = text.indexOf(value, at + name.length())) {
        int end = at + value.length();
        mark = mark >= end ? mark + name.length() - value.length() : Math.min(mark, at);
        text = text.substring(0, at) + name + text.substring(end);
      }
    }
    return new MarkedText(text, mark);
  }

  /**
   * What PostgreSQL says of a statement, without the literals that it quotes.
   *
   * @param sqlState the SQLSTATE of the error; null if there is none
   * @param sql the statement; null if it is not known
   * @param about the names of the objects that the error is about
   */
  public UnaryOperator<String> saidOf(String sqlState, String sql, Set<String> about) {
    var values = new QuotedValues(sqlState, shown(sql == null ? "" : sql), about);
    return words -> safe(values.safe(words));
  }

  /** Returns words that quote no statement, cut at {@link #LONGEST}; null for null. */
  public String safe(String words) {
    if (words == null) {
      return null;
    }
    String safe = PASSWORD_IN_STRING.matcher(named(words)).replaceAll("$1***");
    return cut(PASSWORD_IN_URL.matcher(safe).replaceAll("$1***@"));
  }

  private ShownStatement shown(String sql) {
    return ShownStatement.of(sql, literal -> names.contains(named(literal)));
  }

  /**
   * Returns what a database says of its objects, which quotes values as SQL does, with the names of
   * placeholders in the place of their values; null for null.
   */
  public String printed(String words) {
    String printed = words;
    for (var placeholder : longestFirst) {
      if (printed != null) {
        printed =
            printed.replace(
                placeholder.getValue().replace("'", "''"), placeholder(placeholder.getKey()));
      }
    }
    return printed == null ? null : named(printed);
  }

  private String named(String text) {
    String named = text;
    for (var placeholder : longestFirst) {
      named = named.replace(placeholder.getValue(), placeholder(placeholder.getKey()));
    }
    return named;
  }

  private static String placeholder(String name) {
    return "${" + name + "}";
  }

  private static String cut(String text) {
    return text.length() <= LONGEST ? text : text.substring(0, LONGEST) + " ...";
  }
}
