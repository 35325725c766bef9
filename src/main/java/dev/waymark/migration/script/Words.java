package dev.waymark.migration.script;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer;

/**
 * The tokens of a statement as they are written. What is recognised here is recognised by its first
 * words, which no version of PostgreSQL changes; the grammar lags behind some of them.
 */
final class Words {
  private final List<Token> tokens;

  private Words(List<Token> tokens) {
    this.tokens = tokens;
  }

  /** The words of a text whose first line has the number. */
  static Words of(String text, int line) {
    return new Words(ScriptLexer.tokens(text, line));
  }

  /** Those from one index on, up to another. */
  Words from(int first, int end) {
    return new Words(tokens.subList(first, end));
  }

  int size() {
    return tokens.size();
  }

  /** What is written; empty behind the end. */
  String source(int index) {
    return has(index)
        ? token(index)
            .getInputStream()
            .getText(Interval.of(token(index).getStartIndex(), token(index).getStopIndex()))
        : "";
  }

  /** Whether an unquoted word is one of these, which are in capitals; or a sign is. */
  boolean is(int index, String... words) {
    return has(index) && Set.of(words).contains(source(index).toUpperCase(Locale.ROOT));
  }

  /** Whether these words stand here one after the other. */
  boolean are(int index, String... words) {
    for (int offset = 0; offset < words.length; offset++) {
      if (!is(index + offset, words[offset])) {
        return false;
      }
    }
    return true;
  }

  /** A name as PostgreSQL understands it; empty if it is none. */
  Optional<String> name(int index) {
    String source = source(index);
    boolean name =
        !source.isEmpty()
            && (source.charAt(0) == '"' && source.length() > 1
                || source.charAt(0) == '_'
                || Character.isLetter(source.charAt(0)));
    return name && !isString(index) ? Optional.of(SqlName.folded(source)) : Optional.empty();
  }

  /** Whether a string constant begins here. */
  boolean isString(int index) {
    return has(index)
        && switch (token(index).getType()) {
          case SQLLexer.StringConstant,
              SQLLexer.UnicodeEscapeStringConstant,
              SQLLexer.BeginDollarStringConstant ->
              true;
          default -> false;
        };
  }

  /** Whether a string constant that ends at a dollar begins here. */
  boolean isDollarString(int index) {
    return has(index) && token(index).getType() == SQLLexer.BeginDollarStringConstant;
  }

  /** The first token behind the constant that begins here. */
  int afterString(int index) {
    int after = index + 1;
    if (isDollarString(index)) {
      while (has(after) && token(after).getType() != SQLLexer.EndDollarStringConstant) {
        after++;
      }
      after++;
    }
    return after;
  }

  /** What the constant says that begins here; empty where escapes would have to be understood. */
  Optional<String> string(int index) {
    if (isDollarString(index)) {
      int last = Math.min(afterString(index) - 1, size() - 1);
      int from = token(index).getStopIndex() + 1;
      int to = token(last).getStartIndex() - 1;
      return Optional.of(
          to < from ? "" : token(index).getInputStream().getText(Interval.of(from, to)));
    }
    return isString(index) ? Literal.plain(source(index)) : Optional.empty();
  }

  /** Whether this token is in none of the forms that PostgreSQL knows. */
  boolean isUnknown(int index) {
    int type = token(index).getType();
    return type == SQLLexer.BAD || type == SQLLexer.QUOTE_CHAR || type == SQLLexer.DOUBLE_QUOTE;
  }

  /** Where the token begins in the text, in code points. */
  int start(int index) {
    return token(index).getStartIndex();
  }

  /** Where the token ends in the text, in code points: behind its last one. */
  int end(int index) {
    return token(index).getStopIndex() + 1;
  }

  int line(int index) {
    return has(index) ? token(index).getLine() : tokens.get(tokens.size() - 1).getLine();
  }

  /** The first of these words from here on that is in no parentheses; the size if there is none. */
  int find(int from, String... words) {
    int depth = 0;
    for (int index = from; index < size(); index++) {
      if (is(index, "(")) {
        depth++;
      } else if (is(index, ")")) {
        depth--;
      } else if (depth <= 0 && is(index, words)) {
        return index;
      }
    }
    return size();
  }

  private boolean has(int index) {
    return index >= 0 && index < tokens.size();
  }

  private Token token(int index) {
    return tokens.get(index);
  }
}
