package dev.waymark.text;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.database.Printable;

/** The line at which PostgreSQL points, with a caret below, as psql prints it. */
final class ExcerptText {
  /** What fits into a terminal of 80 columns behind an indentation of two. */
  private static final int LONGEST = 77;

  /** How much of a long line stays behind the caret. */
  private static final int SHORTEST_END = 24;

  private static final String CUT = "...";

  private ExcerptText() {}

  /**
   * Two lines, the second with the caret.
   *
   * @param line the number of the line; 0 where it is a line of something else than the script
   */
  static String of(JsonNode excerpt, int line) {
    String text = excerpt.path("text").asText();
    int caret =
        Math.min(
            Math.max(excerpt.path("caret").asInt() - 1, 0), text.codePointCount(0, text.length()));
    int mark = text.offsetByCodePoints(0, caret);
    String before = printable(text.substring(0, mark));
    String behind = printable(text.substring(mark));
    String label = line > 0 ? "LINE %d: ".formatted(line) : "";
    int room = LONGEST - label.length();
    int left = room - Math.min(width(behind), SHORTEST_END);
    if (width(before) > left) {
      before = CUT + lastColumns(before, left - CUT.length());
    }
    int right = room - width(before);
    if (width(behind) > right) {
      behind = firstColumns(behind, right - CUT.length()) + CUT;
    }
    return label + before + behind + "\n" + " ".repeat(label.length() + width(before)) + "^";
  }

  private static String printable(String text) {
    return Printable.text(text.replaceAll("\\s", " "));
  }

  private static String firstColumns(String text, int columns) {
    int end = 0;
    while (end < text.length()
        && width(text.substring(0, text.offsetByCodePoints(end, 1))) <= columns) {
      end = text.offsetByCodePoints(end, 1);
    }
    return text.substring(0, end);
  }

  private static String lastColumns(String text, int columns) {
    int begin = text.length();
    while (begin > 0 && width(text.substring(text.offsetByCodePoints(begin, -1))) <= columns) {
      begin = text.offsetByCodePoints(begin, -1);
    }
    return text.substring(begin);
  }

  /** How many columns of a terminal a text takes. */
  private static int width(String text) {
    return text.codePoints().map(ExcerptText::width).sum();
  }

  private static int width(int character) {
    return switch (Character.getType(character)) {
      case Character.NON_SPACING_MARK, Character.ENCLOSING_MARK, Character.FORMAT -> 0;
      default -> isWide(character) ? 2 : 1;
    };
  }

  /** East Asian letters and pictures take two columns. */
  private static boolean isWide(int character) {
    return character >= 0x1100 && character <= 0x115F
        || character >= 0x2E80 && character <= 0xA4CF && character != 0x303F
        || character >= 0xAC00 && character <= 0xD7A3
        || character >= 0xF900 && character <= 0xFAFF
        || character >= 0xFE30 && character <= 0xFE6F
        || character >= 0xFF00 && character <= 0xFF60
        || character >= 0xFFE0 && character <= 0xFFE6
        || character >= 0x1F300 && character <= 0x1FAFF
        || character >= 0x20000 && character <= 0x3FFFD;
  }
}
