package dev.waymark.migration.flyway;

import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * A place in a file, as an editor counts.
 *
 * @param line the line, from 1
 * @param column the character of the line, in code points, from 1
 */
record FilePlace(int line, int column) {
  private static final Pattern PLACEHOLDER = Pattern.compile("\\$\\{([^}]*)}");

  /** The place of a character of the text, from 0. */
  static FilePlace of(String text, int character) {
    int begin = text.lastIndexOf('\n', character - 1) + 1;
    int before = (int) text.substring(0, begin).chars().filter(it -> it == '\n').count();
    return new FilePlace(before + 1, text.codePointCount(begin, character) + 1);
  }

  /** The place behind a text that begins here. */
  FilePlace after(String text) {
    FilePlace within = of(text, text.length());
    return within.line() == 1
        ? new FilePlace(line, column + within.column() - 1)
        : new FilePlace(line + within.line() - 1, within.column());
  }

  /**
   * The place in a file of what Flyway has executed of it: a value may be longer than the name of
   * its placeholder, and have lines of its own. What stands in a value is at its placeholder.
   *
   * @param file the text of the file
   * @param executed the same with the placeholders replaced
   * @param values what they stand for, by name, whatever its case
   * @param character the character of what was executed, from 0
   * @return empty if it was not made of the file like this
   */
  static Optional<FilePlace> of(
      String file, String executed, Map<String, String> values, int character) {
    if (file.equals(executed)) {
      return Optional.of(of(file, character));
    }
    int read = 0;
    int written = 0;
    Matcher placeholder = PLACEHOLDER.matcher(file);
    while (placeholder.find()) {
      String value = values.get(placeholder.group(1));
      int literal = placeholder.start() - read;
      if (!executed.regionMatches(written, file, read, literal)) {
        return Optional.empty();
      }
      if (character < written + literal) {
        return Optional.of(of(file, read + character - written));
      }
      written += literal;
      if (value == null || !executed.startsWith(value, written)) {
        return Optional.empty();
      }
      if (character < written + value.length()) {
        return Optional.of(of(file, placeholder.start()));
      }
      written += value.length();
      read = placeholder.end();
    }
    int rest = character - written;
    return rest <= file.length() - read && executed.regionMatches(written, file, read, rest)
        ? Optional.of(of(file, read + rest))
        : Optional.empty();
  }
}
