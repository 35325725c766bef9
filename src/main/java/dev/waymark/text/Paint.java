package dev.waymark.text;

/**
 * Colours words, or leaves them alone where nobody would see it.
 *
 * @param on whether it colours
 */
public record Paint(boolean on) {
  private static final String RESET = "\u001b[0m";

  String good(String text) {
    return painted("\u001b[32m", text);
  }

  String bad(String text) {
    return painted("\u001b[31m", text);
  }

  String doubtful(String text) {
    return painted("\u001b[33m", text);
  }

  String strong(String text) {
    return painted("\u001b[1m", text);
  }

  private String painted(String code, String text) {
    return on ? code + text + RESET : text;
  }
}
