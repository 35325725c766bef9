package dev.waymark.migration.rehearsal.sample;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/**
 * The literals of expressions as PostgreSQL prints them, with standard_conforming_strings: all that
 * is read of an expression.
 *
 * @param strings in their order
 * @param numbers in their order, also those in quotes, as negative ones are
 */
record PrintedLiterals(Set<Quoted> strings, Set<BigDecimal> numbers) {
  private static final Pattern STRING = Pattern.compile("'((?:[^']|'')*)'");
  private static final Pattern NAME = Pattern.compile("\"(?:[^\"]|\"\")*\"");
  private static final Pattern NUMBER = Pattern.compile("(?<![\\w.])\\d+(?:\\.\\d+)?(?![\\w.])");
  private static final Pattern QUOTED_NUMBER = Pattern.compile("-?\\d{1,20}(?:\\.\\d{1,20})?");

  /**
   * A string.
   *
   * @param after what follows it, such as the type it is cast to
   */
  record Quoted(String text, String after) {
    boolean isA(String type) {
      return after.startsWith("::" + type);
    }
  }

  static PrintedLiterals of(Collection<String> expressions) {
    Set<Quoted> strings = new LinkedHashSet<>();
    Set<BigDecimal> numbers = new LinkedHashSet<>();
    for (String expression : expressions) {
      List<String> rest = new ArrayList<>();
      int end = 0;
      for (MatchResult found : STRING.matcher(expression).results().toList()) {
        String text = found.group(1).replace("''", "'");
        strings.add(new Quoted(text, after(expression, found.end())));
        if (QUOTED_NUMBER.matcher(text).matches()) {
          numbers.add(new BigDecimal(text));
        }
        rest.add(expression.substring(end, found.start()));
        end = found.end();
      }
      rest.add(expression.substring(end));
      NUMBER
          .matcher(NAME.matcher(String.join(" ", rest)).replaceAll(" "))
          .results()
          .forEach(number -> numbers.add(new BigDecimal(number.group())));
    }
    return new PrintedLiterals(strings, numbers);
  }

  private static String after(String expression, int end) {
    return expression.substring(end, Math.min(expression.length(), end + 80));
  }
}
