package dev.waymark.migration.script;

import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.ALTER;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.AS;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.BAD;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.BeginDollarStringConstant;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.BlockComment;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.COMMA;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.CREATE;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.DO;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.DOT;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.ENUM;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.EQUAL;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.EndDollarStringConstant;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.FUNCTION;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.GROUP;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.LANGUAGE;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.LineComment;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.NULL;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.PASSWORD;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.PROCEDURE;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.QuotedIdentifier;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.RAISE;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.ROLE;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.SEMI_COLON;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.SET;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.StringConstant;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.TO;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.TYPE;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.USER;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.UnicodeEscapeStringConstant;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A statement without what may be a secret: any literal, however it is written and wherever it
 * stands, any comment, and a word that stands where a secret is meant. Names, keywords, numbers and
 * the statement's lines stay. Which literal is harmless is not guessed; only the labels of an enum
 * are known to be names.
 *
 * @param text what is shown
 * @param hidden what is not, without its quotes; PostgreSQL's messages may quote it
 * @param mark where in the text that stands which was asked for, from 0: at the beginning of a mask
 *     where it is hidden
 */
public record ShownStatement(String text, Set<String> hidden, int mark) {
  /** What stands for a literal. */
  public static final String MASK = "'***'";

  private static final String WORD_MASK = "***";

  public ShownStatement {
    hidden = Set.copyOf(hidden);
  }

  /**
   * Returns the statement as it may be shown.
   *
   * @param sql one statement, several, or the beginning of one
   * @param shown what a literal may hold all the same, such as the name of a placeholder
   */
  public static ShownStatement of(String sql, Predicate<String> shown) {
    return of(sql, shown, 0);
  }

  /**
   * Returns the statement as it may be shown, and where in it a place of the statement is.
   *
   * @param place a place in the statement, in code points, from 0
   */
  public static ShownStatement of(String sql, Predicate<String> shown, int place) {
    return new Reading(sql, shown, place).read();
  }

  private static final class Reading {
    private static final Set<Integer> ROLES = Set.of(ROLE, USER, GROUP);
    private static final Set<Integer> ROUTINES = Set.of(FUNCTION, PROCEDURE);
    private static final Set<String> SQL_LANGUAGES = Set.of("sql", "plpgsql");
    private static final Set<String> REPORTED = Set.of("message", "detail", "hint");

    private final List<Token> tokens;
    private final Predicate<String> harmless;
    private final StringBuilder shown = new StringBuilder();
    private final Set<String> hidden = new LinkedHashSet<>();
    private final boolean bodiesAreSql;
    private List<Token> statement = new ArrayList<>();
    private final int place;
    private int mark = -1;
    private boolean withoutComment;
    private int masked;
    private int next;

    Reading(String sql, Predicate<String> harmless, int place) {
      this.tokens = ScriptLexer.all(sql);
      this.harmless = harmless;
      this.place = place;
      this.bodiesAreSql = languages().allMatch(SQL_LANGUAGES::contains);
    }

    ShownStatement read() {
      boolean uncertain = tokens.stream().anyMatch(Reading::isUnterminated);
      while (next < tokens.size()) {
        Token token = tokens.get(next);
        boolean literal = isLiteral(token);
        int begin = shown.length();
        if (literal && (uncertain || endIsUncertain())) {
          hideRest();
          mark = mark < 0 ? begin : mark;
          break;
        }
        next++;
        if (literal) {
          literal(token);
        } else {
          other(token);
        }
        lookForPlace(token, begin);
      }
      return finished();
    }

    /** Where the place is once its token is shown; a body that is shown has found it already. */
    private void lookForPlace(Token token, int begin) {
      if (mark >= 0 || place > tokens.get(next - 1).getStopIndex()) {
        return;
      }
      String source = source(token);
      boolean asItIs = begin <= shown.length() && shown.substring(begin).equals(source);
      mark = begin + (asItIs ? source.offsetByCodePoints(0, place - token.getStartIndex()) : 0);
    }

    private ShownStatement finished() {
      String text = shown.toString();
      int found = mark < 0 ? text.length() : mark;
      if (withoutComment) {
        found -= text.length() - text.stripLeading().length();
        text = text.strip();
      }
      return new ShownStatement(text, hidden, Math.max(0, Math.min(found, text.length())));
    }

    private Stream<String> languages() {
      List<Token> words = tokens.stream().filter(Reading::counts).toList();
      return IntStream.range(1, words.size())
          .filter(index -> words.get(index - 1).getType() == LANGUAGE)
          .mapToObj(index -> words.get(index).getText().replaceAll("['\"]", ""))
          .map(word -> word.toLowerCase(Locale.ROOT));
    }

    /** As it is written: the lexer folds the letters of words. */
    private static String source(Token token) {
      return token
          .getInputStream()
          .getText(Interval.of(token.getStartIndex(), token.getStopIndex()));
    }

    private static boolean counts(Token token) {
      return token.getChannel() == Token.DEFAULT_CHANNEL;
    }

    private static boolean isLiteral(Token token) {
      return switch (token.getType()) {
        case StringConstant,
            UnicodeEscapeStringConstant,
            BeginDollarStringConstant,
            ScriptLexer.META_COMMAND ->
            true;
        default -> isUnterminated(token);
      };
    }

    /** A quote or a comment without an end; any other bad token is one strange character. */
    private static boolean isUnterminated(Token token) {
      return token.getType() == BAD
          && (source(token).length() > 1 || "'\"".contains(source(token)));
    }

    /**
     * Where a backslash stands before its end, a session's setting decides whether that is the end;
     * and where a word follows at once, somebody has forgotten to double a quote.
     */
    private boolean endIsUncertain() {
      Token literal = tokens.get(next);
      if (literal.getType() != StringConstant) {
        return isUnterminated(literal);
      }
      String text = source(literal);
      boolean plain = text.startsWith("'");
      boolean escaped = plain && text.endsWith("\\'");
      boolean touched =
          next + 1 < tokens.size()
              && Character.isLetterOrDigit(source(tokens.get(next + 1)).codePointAt(0));
      return escaped || touched;
    }

    private void hideRest() {
      for (Token rest : tokens.subList(next, tokens.size())) {
        hide(source(rest));
      }
      StringBuilder all = new StringBuilder();
      tokens.subList(next, tokens.size()).forEach(rest -> all.append(source(rest)));
      hide(all.toString());
      shown.append(MASK);
    }

    private void literal(Token token) {
      if (token.getType() == BeginDollarStringConstant) {
        dollarQuoted(token);
      } else if (isLabel() || harmless.test(content(source(token)))) {
        shown.append(source(token));
      } else {
        if (!isReported()) {
          hide(source(token));
        }
        mask();
      }
      statement.add(token);
    }

    /** What PostgreSQL joins over a line's end is one literal. */
    private void mask() {
      if (masked > 0 && shown.substring(masked).isBlank()) {
        shown.setLength(masked);
      } else {
        shown.append(MASK);
        masked = shown.length();
      }
    }

    private void dollarQuoted(Token begin) {
      StringBuilder body = new StringBuilder();
      String end = "";
      while (next < tokens.size() && end.isEmpty()) {
        Token part = tokens.get(next++);
        if (part.getType() == EndDollarStringConstant) {
          end = source(part);
        } else {
          body.append(source(part));
        }
      }
      if (isCode()) {
        int within = place - begin.getStopIndex() - 1;
        ShownStatement inner = of(body.toString(), harmless, Math.max(0, within));
        hidden.addAll(inner.hidden());
        if (within >= 0 && within < body.codePointCount(0, body.length())) {
          mark = shown.length() + source(begin).length() + inner.mark();
        }
        shown.append(source(begin)).append(inner.text()).append(end);
      } else if (harmless.test(body.toString())) {
        shown.append(source(begin)).append(body).append(end);
      } else {
        hide(body.toString());
        mask();
      }
    }

    /** Whether what is quoted is a body in a language that has SQL's literals. */
    private boolean isCode() {
      if (statement.isEmpty() || !bodiesAreSql) {
        return false;
      }
      boolean block = type(0) == DO;
      boolean routine =
          type(0) == CREATE
              && statement.stream().anyMatch(token -> ROUTINES.contains(token.getType()))
              && type(statement.size() - 1) == AS;
      return block || routine;
    }

    /** The labels of an enum are names. */
    private boolean isLabel() {
      return statement.size() > 1
          && type(1) == TYPE
          && (type(0) == ALTER
              || type(0) == CREATE
                  && statement.stream().anyMatch(token -> token.getType() == ENUM));
    }

    /** What a body says when it fails is said to be read. */
    private boolean isReported() {
      int last = statement.size() - 1;
      for (int at = last; at >= 0 && at >= last - 1; at--) {
        if (type(at) == RAISE) {
          return true;
        }
      }
      return last > 0
          && type(last) == EQUAL
          && REPORTED.contains(statement.get(last - 1).getText().toLowerCase(Locale.ROOT))
          && statement.stream().anyMatch(token -> token.getType() == RAISE);
    }

    private void other(Token token) {
      if (token.getType() == BlockComment || token.getType() == LineComment) {
        withoutComment = true;
        shown.append(token.getType() == BlockComment ? " " : "");
        return;
      }
      if (!counts(token)) {
        shown.append(source(token));
        return;
      }
      if (token.getType() == SEMI_COLON) {
        statement = new ArrayList<>();
        shown.append(source(token));
        return;
      }
      if (isSecretWord(token)) {
        hideWord(token);
      } else {
        shown.append(source(token));
      }
      statement.add(token);
    }

    /** All up to the next white space: a password without quotes is more than one word. */
    private void hideWord(Token first) {
      StringBuilder word = new StringBuilder(source(first));
      while (next < tokens.size()
          && counts(tokens.get(next))
          && !isLiteral(tokens.get(next))
          && tokens.get(next).getType() != SEMI_COLON
          && tokens.get(next).getType() != COMMA) {
        word.append(source(tokens.get(next++)));
      }
      hide(word.toString());
      shown.append(WORD_MASK);
    }

    private boolean isSecretWord(Token token) {
      boolean word =
          token.getType() == QuotedIdentifier
              || Character.isLetterOrDigit(source(token).codePointAt(0));
      return word
          && token.getType() != NULL
          && !statement.isEmpty()
          && (isPassword() || isCustomSetting());
    }

    private boolean isPassword() {
      return type(statement.size() - 1) == PASSWORD
          && IntStream.range(1, statement.size())
              .anyMatch(
                  at ->
                      ROLES.contains(type(at))
                          && (type(at - 1) == ALTER || type(at - 1) == CREATE));
    }

    /** {@code SET app.key = word}: a setting of one's own may be anything. */
    private boolean isCustomSetting() {
      int at = statement.size() - 1;
      while (at > 0 && type(at) == COMMA) {
        at -= 2;
      }
      int set = at - 4;
      return set >= 0
          && (type(at) == EQUAL || type(at) == TO)
          && type(at - 2) == DOT
          && (type(set) == SET || set > 0 && type(set - 1) == SET);
    }

    private int type(int index) {
      return statement.get(index).getType();
    }

    private void hide(String source) {
      for (String spelling : List.of(source, content(source), Literal.unescaped(content(source)))) {
        if (!spelling.isBlank()) {
          hidden.add(spelling);
        }
      }
    }

    private static String content(String source) {
      int quote = source.indexOf('\'');
      if (quote < 0) {
        return source.startsWith("\"") ? source.replace("\"", "") : source;
      }
      int end = source.length() > quote + 1 && source.endsWith("'") ? 1 : 0;
      return source.substring(quote + 1, source.length() - end).replace("''", "'");
    }
  }
}
