package dev.waymark.settings;

/**
 * Writes values for SmallRye Config so that they are read back as they are. It expands {@code
 * ${...}} in every value, and reads {@code $$} as well as {@code \$} as a dollar sign; a password
 * may hold any of these.
 */
public final class ConfigExpressions {
  // A backslash as the default of a property that does not exist: written like this it can stand
  // before a dollar sign without escaping it.
  private static final String BACKSLASH = "${waymark.never.set:\\}";

  private ConfigExpressions() {}

  /** The text that SmallRye Config expands to {@code value}. */
  public static String literal(String value) {
    if (value.indexOf('$') < 0) {
      return value;
    }
    StringBuilder literal = new StringBuilder();
    for (char character : value.toCharArray()) {
      switch (character) {
        case '$' -> literal.append("$$");
        case '\\' -> literal.append(BACKSLASH);
        default -> literal.append(character);
      }
    }
    return literal.toString();
  }
}
