package dev.waymark.migration.script;

import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What PostgreSQL says of a statement that failed, without the values that it quotes: those that
 * are hidden in the statement, and those of rows, numbers too. Names stay.
 *
 * @param sqlState the SQLSTATE of the error; null if there is none
 * @param statement the statement that failed
 * @param names of the objects that the error is about, which it may quote
 */
record QuotedValues(String sqlState, ShownStatement statement, Set<String> names) {
  private static final String MASK = "***";

  /** A literal this short is looked for between quotes only: it may be any word. */
  private static final int SHORTEST_ALONE = 4;

  private static final Pattern QUOTED = Pattern.compile("\"([^\"]*+)\"|'([^']*+)'");

  // unique and exclusion constraints, foreign keys; checks and NOT NULL; ranges of partitions.
  private static final Pattern KEY = Pattern.compile("(?s)(=\\()(.*)(\\))");
  private static final Pattern ROW =
      Pattern.compile("(?s)((?:row contains|of the failing row contains|=) \\()(.*)(\\))");
  private static final Pattern DATA = Pattern.compile("(?s)(: \")(.*)(\")");
  private static final Pattern NEAR = Pattern.compile("(?s)(at or near \")(.*)(\")");

  /** No value: the only thing that says nothing of anybody. A number may be a telephone's. */
  private static final Pattern NOTHING = Pattern.compile("(?i) *|null");

  // A name, with its schema.
  private static final Pattern NAME =
      Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*(?:\\.[\\p{L}_][\\p{L}\\p{N}_$]*)?");

  /** What the error says, or its detail or hint; null for null. */
  String safe(String words) {
    if (words == null) {
      return null;
    }
    String safe = near(words);
    if (isAbout("23") || isAbout("22")) {
      safe = rows(safe);
    }
    if (!isAboutNames()) {
      safe = quoted(safe);
    }
    return literals(safe);
  }

  /** What stands at the place of a syntax error is a piece of the statement. */
  private String near(String words) {
    return NEAR.matcher(words)
        .replaceAll(
            it ->
                Matcher.quoteReplacement(
                    it.group(1)
                        + ShownStatement.of(it.group(2), any -> false).text()
                        + it.group(3)));
  }

  private static String rows(String words) {
    String safe = words;
    for (Pattern values : List.of(ROW, KEY, DATA)) {
      safe =
          values
              .matcher(safe)
              .replaceAll(
                  it ->
                      NOTHING.matcher(it.group(2)).matches()
                          ? Matcher.quoteReplacement(it.group())
                          : Matcher.quoteReplacement(it.group(1) + MASK + it.group(3)));
    }
    return safe;
  }

  /** A part of a literal may be quoted as well, such as one word of a connection string. */
  private String quoted(String words) {
    return QUOTED
        .matcher(words)
        .replaceAll(
            it -> {
              String value = it.group(1) == null ? it.group(2) : it.group(1);
              boolean hidden =
                  !value.isBlank()
                      && !names.contains(value)
                      && statement.hidden().stream().anyMatch(literal -> literal.contains(value));
              String quote = it.group().substring(0, 1);
              return Matcher.quoteReplacement(hidden ? quote + MASK + quote : it.group());
            });
  }

  private String literals(String words) {
    List<String> longestFirst =
        statement.hidden().stream()
            .filter(literal -> literal.length() >= SHORTEST_ALONE)
            .filter(literal -> !(isAboutNames() && NAME.matcher(literal).matches()))
            .filter(literal -> !names.contains(literal))
            .sorted(Comparator.comparingInt(String::length).reversed())
            .toList();
    String safe = words;
    for (String literal : longestFirst) {
      if (safe.contains(literal)) {
        safe =
            Pattern.compile("(?<![\\p{L}\\p{N}_])" + Pattern.quote(literal) + "(?![\\p{L}\\p{N}_])")
                .matcher(safe)
                .replaceAll(Matcher.quoteReplacement(MASK));
      }
    }
    return safe;
  }

  /** What is not there, or there already, is said by its name, which a literal may hold. */
  private boolean isAboutNames() {
    return (isAbout("42") && !isAbout("42601")) || isAbout("3F") || isAbout("2BP");
  }

  private boolean isAbout(String sqlClass) {
    return sqlState != null && sqlState.startsWith(sqlClass);
  }
}
