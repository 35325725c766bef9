package dev.waymark.schema.sql;

import java.util.ArrayList;
import java.util.List;

/** What stands between the parentheses of a definition: {@code WORD = value}, a line each. */
final class DefinitionParts {
  private final List<String> parts = new ArrayList<>();

  /** Adds a part that stands by itself. */
  DefinitionParts add(String part) {
    parts.add(part);
    return this;
  }

  /** Adds what the word stands for; nothing where that is null. */
  DefinitionParts put(String word, String value) {
    return value == null ? this : add(word + " = " + value);
  }

  /** With the parentheses. */
  @Override
  public String toString() {
    return "(\n    " + String.join(",\n    ", parts) + "\n)";
  }
}
