package dev.waymark.schema;

import java.util.regex.Pattern;

/** Expressions as the server prints them. */
public final class Printed {
  private static final String NAME = "(?:\"[^\"]+\"|[\\w$]+)";

  /** {@code ::text}, {@code ::character varying(10)[]}, {@code ::shop."Mood"}. */
  private static final Pattern CAST =
      Pattern.compile(
          "::"
              + NAME
              + "(?:\\."
              + NAME
              + ")?"
              + "(?: varying| precision)?"
              + "(?:\\(\\d+(?:,\\d+)?\\))?"
              + "(?: with(?:out)? time zone)?"
              + "(?:\\[\\])*");

  private static final Pattern GROUPING = Pattern.compile("[()\\s]");

  private Printed() {}

  /**
   * What an expression says whatever the types of its columns are: without casts, and without the
   * parentheses and spaces that go with them. Only for comparing.
   */
  public static String withoutCasts(String expression) {
    return GROUPING.matcher(CAST.matcher(expression).replaceAll("")).replaceAll("");
  }
}
