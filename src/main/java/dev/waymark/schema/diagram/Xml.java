package dev.waymark.schema.diagram;

import dev.waymark.database.Printable;
import java.text.Bidi;
import java.util.Set;

/**
 * Writes elements. Everything that is not written here as it is has been escaped: names come from a
 * database, and a role that may make a table must not be able to put a script on a reader's page.
 */
final class Xml {
  /** What shows its text in the picture. */
  private static final Set<String> READ = Set.of("text", "tspan");

  private final StringBuilder text = new StringBuilder();

  /**
   * An element's start.
   *
   * @param attributes names and values in turn; a value is text or a number
   */
  Xml open(String element, Object... attributes) {
    start(element, attributes);
    text.append('>');
    return this;
  }

  Xml close(String element) {
    text.append("</").append(element).append('>');
    return this;
  }

  /** An element without content. */
  Xml empty(String element, Object... attributes) {
    start(element, attributes);
    text.append("/>");
    return this;
  }

  /** An element with text only. */
  Xml element(String element, String content, Object... attributes) {
    start(element, attributes);
    if (READ.contains(element) && Bidi.requiresBidi(content.toCharArray(), 0, content.length())) {
      // Or what is written from right to left would change places with what stands beside it.
      text.append(" unicode-bidi=\"isolate\"");
    }
    text.append('>');
    return text(content).close(element);
  }

  Xml text(String content) {
    escape(content);
    return this;
  }

  /** The end of a line, so that two documents can be compared line by line. */
  Xml line() {
    text.append('\n');
    return this;
  }

  @Override
  public String toString() {
    return text.toString();
  }

  private void start(String element, Object... attributes) {
    text.append('<').append(element);
    for (int index = 0; index < attributes.length; index += 2) {
      text.append(' ').append(attributes[index]).append("=\"");
      escape(String.valueOf(attributes[index + 1]));
      text.append('"');
    }
  }

  private void escape(String content) {
    // XML knows no control characters, not even as references.
    String printable = Printable.line(content);
    for (int index = 0; index < printable.length(); index++) {
      char character = printable.charAt(index);
      switch (character) {
        case '&' -> text.append("&amp;");
        case '<' -> text.append("&lt;");
        case '>' -> text.append("&gt;");
        case '"' -> text.append("&quot;");
        case '\'' -> text.append("&#39;");
        default -> text.append(character);
      }
    }
  }
}
