package dev.waymark.migration.script;

import static org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer.ATOMIC;
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
import org.antlr.v4.runtime.Token;

/**
 * A script taken apart as psql does it: at each semicolon that is in no parentheses and in no body
 * of a function.
 *
 * @param statements the statements in order, without empty ones
 * @param comments the line comments, with the line they are on
 * @param metaCommands what only psql understands, with the line it is on
 */
record SplitScript(
    List<SourceStatement> statements, List<SourceLine> comments, List<SourceLine> metaCommands) {

  static SplitScript of(String text) {
    return new Splitting(text).split();
  }

  /** The script's first line with a statement; larger than any line if there is none. */
  int firstLine() {
    return statements.isEmpty() ? Integer.MAX_VALUE : statements.get(0).line();
  }

  /** A part of one line. */
  record SourceLine(int number, String text) {}

  private static final class Splitting {
    private final ScriptLexer lexer;
    private final List<SourceStatement> statements = new ArrayList<>();
    private final List<SourceLine> comments = new ArrayList<>();
    private final List<SourceLine> metaCommands = new ArrayList<>();
    private List<Token> tokens = new ArrayList<>();
    private int parentheses;
    private int blocks;

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
          default -> take(token);
        }
      }
      finish();
      return new SplitScript(
          List.copyOf(statements), List.copyOf(comments), List.copyOf(metaCommands));
    }

    private void semicolon(Token token) {
      if (parentheses > 0 || blocks > 0) {
        tokens.add(token);
        return;
      }
      boolean data = readsData();
      finish();
      if (data) {
        lexer.skipCopyData();
      }
    }

    private void take(Token token) {
      if (token.getChannel() != Token.DEFAULT_CHANNEL) {
        return;
      }
      switch (token.getType()) {
        case LEFT_PAREN -> parentheses++;
        case RIGHT_PAREN -> parentheses = Math.max(0, parentheses - 1);
        case ATOMIC -> blocks += lastType() == BEGIN && blocks == 0 ? 1 : 0;
        case CASE -> blocks += blocks > 0 ? 1 : 0;
        case END -> blocks = Math.max(0, blocks - 1);
        default -> {}
      }
      tokens.add(token);
    }

    private void finish() {
      if (!tokens.isEmpty()) {
        statements.add(new SourceStatement(tokens));
      }
      tokens = new ArrayList<>();
      parentheses = 0;
      blocks = 0;
    }

    private int lastType() {
      return tokens.isEmpty() ? Token.EOF : tokens.get(tokens.size() - 1).getType();
    }

    private boolean readsData() {
      if (tokens.isEmpty() || tokens.get(0).getType() != COPY) {
        return false;
      }
      for (int index = 1; index < tokens.size(); index++) {
        if (tokens.get(index).getType() == STDIN && tokens.get(index - 1).getType() == FROM) {
          return true;
        }
      }
      return false;
    }

    private static SourceLine line(Token token) {
      return new SourceLine(token.getLine(), token.getText());
    }
  }
}
