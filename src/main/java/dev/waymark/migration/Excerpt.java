package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The line at which PostgreSQL points.
 *
 * @param text the line, secrets masked, and cut on both sides where it is long
 * @param caret the character of the text at which it points, in code points, from 1
 * @param query the query of which it is a line, secrets masked: one that the statement executed
 *     itself, in a function or block; null where it is a line of the script
 * @param within what executed the query, such as {@code PL/pgSQL function f() line 3 at SQL
 *     statement}; null where it is a line of the script, or PostgreSQL does not say it
 */
@Schema(
    requiredProperties = {"text", "caret"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Excerpt(String text, int caret, String query, String within) {

  /** How much of a line is shown before the caret, and from it on, in code points. */
  private static final int LONGEST_SIDE = 100;

  private static final String CUT = "...";

  /**
   * The line of the text in which a character stands.
   *
   * @param mark which, from 0; the text's length for its end
   */
  public static Excerpt of(String text, int mark) {
    int from = text.lastIndexOf('\n', mark - 1) + 1;
    int end = text.indexOf('\n', mark);
    String before = text.substring(from, mark);
    String behind = text.substring(mark, end < 0 ? text.length() : end).stripTrailing();
    int left = before.codePointCount(0, before.length());
    if (left > LONGEST_SIDE) {
      before = CUT + before.substring(before.offsetByCodePoints(0, left - LONGEST_SIDE));
      left = CUT.length() + LONGEST_SIDE;
    }
    if (behind.codePointCount(0, behind.length()) > LONGEST_SIDE) {
      behind = behind.substring(0, behind.offsetByCodePoints(0, LONGEST_SIDE)) + CUT;
    }
    return new Excerpt(before + behind, left + 1, null, null);
  }

  /** The same line as one of a query that something executed. */
  public Excerpt of(String ofQuery, String executedBy) {
    return new Excerpt(text, caret, ofQuery, executedBy);
  }
}
