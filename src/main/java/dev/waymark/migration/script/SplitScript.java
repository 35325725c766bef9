package dev.waymark.migration.script;

import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.ATOMIC;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.BAD;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.BEGIN;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.BOM;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.CASE;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.COPY;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.END;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.FROM;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.LEFT_PAREN;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.LineComment;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.RIGHT_PAREN;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.SEMI_COLON;
import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.STDIN;

import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;

/**
 * A script taken apart as psql does it: at each semicolon that is in no parentheses and in no body
 * of a function.
 *
 * @param statements the statements in order, without empty ones
 * @param comments the line comments, with the line they are on
 * @param metaCommands what only psql understands, with the line it is on
 * @param openComments a comment that never ends, and takes in all that follows
 */
record SplitScript(
    List<SourceStatement> statements,
    List<SourceLine> comments,
    List<SourceLine> metaCommands,
    List<SourceLine> openComments) {

  static SplitScript of(String text) {
    return new Splitting(text).split();
  }

  /** The script's first line with a statement; larger than any line if there is none. */
  int firstLine() {
    return statements.isEmpty() ? Integer.MAX_VALUE : statements.get(0).line();
  }

  /**
   * A part of one line, up to its end.
   *
   * @param beginsLine whether nothing stands before it but white space, a byte order mark, or a
   *     number sign, which is a comment in other languages
   */
  record SourceLine(int number, String text, boolean beginsLine) {}

  private static final class Splitting {
    private static final Set<String> NOTHING = Set.of("", "#", "\uFEFF");

    private final ScriptLexer lexer;
    private final List<SourceStatement> statements = new ArrayList<>();
    private final List<SourceLine> comments = new ArrayList<>();
    private final List<SourceLine> metaCommands = new ArrayList<>();
    private final List<SourceLine> openComments = new ArrayList<>();
    private Open open = new Open();

    Splitting(String text) {
      this.lexer = new ScriptLexer(text);
    }

    SplitScript split() {
      for (Token token = lexer.nextToken();
          token.getType() != Token.EOF;
          token = lexer.nextToken()) {
        switch (token.getType()) {
          case LineComment -> comments.add(line(token));
          case ScriptLexer.META_COMMAND -> metaCommands.add(line(token));
          case BOM -> {}
          case SEMI_COLON -> semicolon(token);
          default -> {
            if (token.getType() == BAD && token.getText().startsWith("/*")) {
              openComments.add(line(token));
            }
            if (token.getChannel() == Token.DEFAULT_CHANNEL) {
              open.add(token);
            }
          }
        }
      }
      finish();
      return new SplitScript(
          List.copyOf(statements),
          List.copyOf(comments),
          List.copyOf(metaCommands),
          List.copyOf(openComments));
    }

    private void semicolon(Token token) {
      if (open.isInside()) {
        open.add(token);
        return;
      }
      boolean data = open.readsData;
      finish();
      if (data) {
        lexer.skipCopyData();
      }
    }

    private void finish() {
      if (open.length > 0) {
        statements.add(open.close());
      }
      open = new Open();
    }

    private static SourceLine line(Token token) {
      int begin = token.getStartIndex();
      int column = token.getCharPositionInLine();
      boolean beginsLine =
          column == 0
              || NOTHING.contains(
                  token.getInputStream().getText(Interval.of(begin - column, begin - 1)).strip());
      return new SourceLine(token.getLine(), token.getText(), beginsLine);
    }
  }

  /** A statement of which the end is not found yet. */
  private static final class Open {
    private final List<SourceStatement.Head> head = new ArrayList<>();
    private int length;
    private Token first;
    private Token last;
    private int parentheses;
    private int depth;
    private int blocks;
    private boolean readsData;

    /** Whether a semicolon would be no end: in parentheses, or in a function's body. */
    boolean isInside() {
      return parentheses > 0 || blocks > 0;
    }

    void add(Token token) {
      switch (token.getType()) {
        case LEFT_PAREN -> depth = Math.max(depth, ++parentheses);
        case RIGHT_PAREN -> parentheses = Math.max(0, parentheses - 1);
        case ATOMIC -> blocks += follows(BEGIN) && blocks == 0 ? 1 : 0;
        case CASE -> blocks += blocks > 0 ? 1 : 0;
        case END -> blocks = Math.max(0, blocks - 1);
        case STDIN -> readsData |= follows(FROM) && first.getType() == COPY;
        default -> {}
      }
      if (length == 0) {
        first = token;
      }
      if (length < SourceStatement.KEPT) {
        head.add(new SourceStatement.Head(token.getType(), text(token, token)));
      }
      last = token;
      length++;
    }

    SourceStatement close() {
      return new SourceStatement(
          first.getLine(), first.getStartIndex(), text(first, last), head, length, depth);
    }

    private boolean follows(int type) {
      return last != null && last.getType() == type;
    }

    private static String text(Token from, Token to) {
      return from.getInputStream().getText(Interval.of(from.getStartIndex(), to.getStopIndex()));
    }
  }
}
