package dev.waymark.migration.sarif;

/**
 * Something that is said of a place.
 *
 * @param rule the stable code of what it is about
 * @param level how bad it is
 * @param message what is the matter, and what to do
 * @param file the file, with slashes: relative to where the repository's files are, or absolute
 * @param line the line, from 1; null where it is no line's
 * @param column the character of the line, from 1; null where it is not known
 * @param accepted why it is accepted, in the file itself; null if it is not
 */
public record SarifResult(
    String rule,
    Level level,
    String message,
    String file,
    Integer line,
    Integer column,
    String accepted) {

  /** One that is not accepted. */
  public SarifResult(
      String rule, Level level, String message, String file, Integer line, Integer column) {
    this(rule, level, message, file, line, column, null);
  }

  /** How bad it is, in SARIF's words. */
  public enum Level {
    error,
    warning,
    note
  }
}
