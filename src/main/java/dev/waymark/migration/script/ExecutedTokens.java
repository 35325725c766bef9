package dev.waymark.migration.script;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.antlr.v4.runtime.Token;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer;

/**
 * The words of a statement that are executed with it: its own, and those in the body of a {@code
 * DO}. What makes a function or a view is not executed now.
 *
 * @param tokens the tokens, without comments and white space
 */
record ExecutedTokens(List<Token> tokens) {

  /** Of a statement in which one of the words occurs at all, in whatever way; else none. */
  static ExecutedTokens of(ParsedStatement statement, Pattern words) {
    int first = statement.source().type(0);
    boolean defines = first == SQLLexer.CREATE || first == SQLLexer.ALTER;
    String text = statement.source().text();
    if (defines || !words.matcher(text).find()) {
      return new ExecutedTokens(List.of());
    }
    return new ExecutedTokens(
        DoBlock.executed(statement).orElseGet(() -> ScriptLexer.tokens(text, statement.line())));
  }

  int size() {
    return tokens.size();
  }

  int line(int position) {
    return tokens.get(position).getLine();
  }

  /** The word at the position in small letters; empty beyond the end. */
  String word(int position) {
    return position < tokens.size() ? tokens.get(position).getText().toLowerCase(Locale.ROOT) : "";
  }

  /** What the plain string constant at the position says. */
  Optional<String> text(int position) {
    return position < tokens.size()
        ? Literal.plain(tokens.get(position).getText())
        : Optional.empty();
  }

  /** Whether a function is called at the position. */
  boolean calls(int position, String function) {
    return word(position).equals(function) && word(position + 1).equals("(");
  }

  /** Whether a statement begins at the position. */
  boolean begins(int position) {
    return position == 0
        || List.of(";", "begin", "then", "else", "loop").contains(word(position - 1));
  }
}
