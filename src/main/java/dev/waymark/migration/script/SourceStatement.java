package dev.waymark.migration.script;

import java.util.List;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;

/**
 * One statement as it stands in the script, not parsed yet. It keeps its first words only: those of
 * a million rows would need a hundred times the memory of their text.
 *
 * @param line the line on which it begins, from 1
 * @param start where it begins in the script, in code points
 * @param text its text, from its first token to its last, without the semicolon
 * @param head its first tokens without comments and white space, at least one
 * @param length how many tokens there are
 * @param depth how many parentheses are open at once
 */
record SourceStatement(int line, int start, String text, List<Head> head, int length, int depth) {

  /** One of the first tokens. */
  record Head(int type, String text) {}

  /** How many tokens are kept. */
  static final int KEPT = 2;

  SourceStatement {
    head = List.copyOf(head);
  }

  /** The type of the token at the position; that of the end where the statement is shorter. */
  int type(int position) {
    return position < head.size() ? head.get(position).type() : Token.EOF;
  }

  /** The line on which it ends. */
  int lastLine() {
    return line + (int) text.chars().filter(character -> character == '\n').count();
  }

  /** The words it begins with, as many as there are. */
  String words(int count) {
    return head.stream().limit(count).map(Head::text).collect(Collectors.joining(" "));
  }
}
