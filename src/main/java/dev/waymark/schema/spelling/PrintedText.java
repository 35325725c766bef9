package dev.waymark.schema.spelling;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Parentheses and commas in what PostgreSQL has printed, where quotes are always doubled. */
final class PrintedText {
  private PrintedText() {}

  /** A text, and what stands in a pair of parentheses in it. */
  record Group(String before, String inside, String after) {
    /** What is around it. */
    String frame() {
      return before + "()" + after;
    }
  }

  /** The first pair of parentheses at or after the index; empty if there is none. */
  static Optional<Group> group(String text, int from) {
    int open = from < 0 ? text.length() : from;
    while (open < text.length() && text.charAt(open) != '(') {
      open = next(text, open);
    }
    int depth = 0;
    for (int index = open; index < text.length(); index = next(text, index)) {
      char at = text.charAt(index);
      depth += at == '(' ? 1 : at == ')' ? -1 : 0;
      if (depth == 0) {
        return Optional.of(
            new Group(
                text.substring(0, open),
                text.substring(open + 1, index),
                text.substring(index + 1)));
      }
    }
    return Optional.empty();
  }

  /** The parts of a list, without those in parentheses or quotes being taken apart. */
  static List<String> split(String text, String separator) {
    List<String> parts = new ArrayList<>();
    int depth = 0;
    int start = 0;
    for (int index = 0; index < text.length(); index = next(text, index)) {
      char at = text.charAt(index);
      depth += at == '(' || at == '[' ? 1 : at == ')' || at == ']' ? -1 : 0;
      if (depth == 0 && index >= start && text.startsWith(separator, index)) {
        parts.add(text.substring(start, index));
        start = index + separator.length();
      }
    }
    parts.add(text.substring(start));
    return parts;
  }

  /** The place of a word outside parentheses and quotes; -1 if it is not there. */
  static int find(String text, String word) {
    String before = split(text, word).get(0);
    return before.length() == text.length() ? -1 : before.length();
  }

  /** The index of what comes next, behind a literal or a quoted name. */
  private static int next(String text, int index) {
    char quote = text.charAt(index);
    if (quote != '\'' && quote != '"') {
      return index + 1;
    }
    int end = text.indexOf(quote, index + 1);
    // A doubled quote is the beginning of another literal, which ends where this one does.
    return end < 0 ? text.length() : end + 1;
  }
}
