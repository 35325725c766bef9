package dev.waymark.migration;

import java.util.regex.Pattern;

/**
 * What text from a caller looks like that is kept and shown: one line, without what moves a cursor,
 * ends a string or is half a character.
 */
public final class PlainLine {
  /** As a regular expression: no control character, and no surrogate without its other half. */
  public static final String PATTERN = "^[^\\p{Cc}\\p{Cs}]*$";

  /** The same in words. */
  public static final String RULE =
      "must be one line without control characters and without half characters";

  private static final Pattern OTHER = Pattern.compile("[\\p{Cc}\\p{Cs}]");

  private PlainLine() {}

  /**
   * The same text as such a line, for what a caller says beside what is asked for, and is no reason
   * to refuse that.
   */
  static String of(String text) {
    return text == null ? null : OTHER.matcher(text).replaceAll("\uFFFD");
  }

  /** How many characters a reason has at most. */
  public static final int LONGEST = 1_000;
}
