package dev.waymark.schema.diagram;

import java.util.List;
import java.util.regex.Pattern;

/** The few forms of lines that Mermaid's grammar has for what is written, and no others. */
final class MermaidLines {
  private static final String WORD = "[A-Za-z][A-Za-z0-9_]*";
  private static final String ATTRIBUTE = "(?!(?i:PK|FK|UK)\\b)[A-Za-z][A-Za-z0-9_()\\[\\]]*";

  /** Letters and signs that mean nothing, and numbers of others. */
  private static final String QUOTED = "\"(?:[\\p{L}\\p{N} _.,()\\[\\]…]|#\\d+;)*\"";

  private static final Pattern LINE =
      Pattern.compile(
          "erDiagram"
              + "|  "
              + WORD
              + "\\["
              + QUOTED
              + "](?: \\{)?"
              + "|  }"
              + "|    "
              + ATTRIBUTE
              + " "
              + ATTRIBUTE
              + "(?: (?:PK|FK|UK)(?:, (?:PK|FK|UK))*)?(?: "
              + QUOTED
              + ")?"
              + "|  "
              + WORD
              + " (?:\\|o|}o)--(?:\\|\\||o\\|) "
              + WORD
              + " : "
              + QUOTED);

  private MermaidLines() {}

  static List<String> wrong(String mermaid) {
    return mermaid.lines().filter(line -> !LINE.matcher(line).matches()).toList();
  }
}
