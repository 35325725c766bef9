package dev.waymark.database;

import java.util.stream.Collectors;

/**
 * Text for people. Names and messages of a database may hold what commands a terminal, turns the
 * direction of what follows, or cannot be seen; people get it as an escape of JSON's, so that JSON
 * keeps its value.
 */
public final class Printable {
  private Printable() {}

  /** The text with its lines and tabs. */
  public static String text(String text) {
    return escaped(text, true);
  }

  /** The text in one line: a line's end in it is an escape as well. */
  public static String line(String text) {
    return escaped(text, false);
  }

  private static String escaped(String text, boolean withLines) {
    if (text == null || text.codePoints().noneMatch(point -> isHidden(point, withLines))) {
      return text;
    }
    StringBuilder shown = new StringBuilder();
    text.codePoints()
        .forEach(
            point -> {
              if (!isHidden(point, withLines)) {
                shown.appendCodePoint(point);
              } else {
                shown.append(escape(point));
              }
            });
    return shown.toString();
  }

  private static String escape(int point) {
    return switch (point) {
      case '\n' -> "\\n";
      case '\r' -> "\\r";
      case '\t' -> "\\t";
      default ->
          Character.toString(point)
              .chars()
              .mapToObj("\\u%04x"::formatted)
              .collect(Collectors.joining());
    };
  }

  /**
   * Controls, marks of direction and of no width, other ends of lines, and what is no character.
   */
  private static boolean isHidden(int point, boolean withLines) {
    if (point == '\n' || point == '\t') {
      return !withLines;
    }
    return switch (Character.getType(point)) {
      case Character.CONTROL,
          Character.FORMAT,
          Character.LINE_SEPARATOR,
          Character.PARAGRAPH_SEPARATOR,
          Character.SURROGATE ->
          true;
      default -> (point & 0xFFFE) == 0xFFFE;
    };
  }
}
