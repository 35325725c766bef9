package dev.waymark.migration.script;

import java.util.List;
import java.util.stream.Collectors;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;

/**
 * One statement as it stands in the script, not parsed yet.
 *
 * @param tokens its tokens without comments, white space and the semicolon; never empty
 */
record SourceStatement(List<Token> tokens) {
  SourceStatement {
    tokens = List.copyOf(tokens);
  }

  /** The line on which it begins, from 1. */
  int line() {
    return first().getLine();
  }

  /** Its text, from its first token to its last. */
  String text() {
    return text(first().getStartIndex(), last().getStopIndex());
  }

  /** Its text without what stands from one of its tokens to another. */
  String textWithout(Token from, Token to) {
    return text(first().getStartIndex(), from.getStartIndex() - 1)
        + text(to.getStopIndex() + 1, last().getStopIndex()).stripLeading();
  }

  /** The words it begins with, as many as there are. */
  String words(int count) {
    return tokens.stream()
        .limit(count)
        .map(token -> text(token.getStartIndex(), token.getStopIndex()))
        .collect(Collectors.joining(" "));
  }

  /** The type of the token at the position; that of the end where the statement is shorter. */
  int type(int position) {
    return position < tokens.size() ? tokens.get(position).getType() : Token.EOF;
  }

  private String text(int begin, int end) {
    return first().getInputStream().getText(Interval.of(begin, end));
  }

  private Token first() {
    return tokens.get(0);
  }

  private Token last() {
    return tokens.get(tokens.size() - 1);
  }
}
