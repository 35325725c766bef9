package dev.waymark.migration.script;

import java.util.ArrayList;
import java.util.List;
import org.antlr.v4.runtime.CharStream;
import org.antlr.v4.runtime.CharStreams;
import org.antlr.v4.runtime.Token;
import org.antlr.v4.runtime.misc.Interval;
import org.pgcodekeeper.core.parsers.antlr.pg.generated.SQLLexer;

/**
 * The grammar's lexer, put right where it reads on past the end of a literal or a comment, or stops
 * before it. Code that takes a string's end for its beginning finds statements in data.
 */
final class ScriptLexer extends SQLLexer {

  /** A psql meta-command, up to the end of its line. */
  static final int META_COMMAND = 10_000;

  ScriptLexer(String text) {
    super(CharStreams.fromString(text));
    removeErrorListeners();
  }

  /** The tokens of a text whose first line has the number, without comments and white space. */
  static List<Token> tokens(String text, int line) {
    ScriptLexer lexer = new ScriptLexer(text);
    lexer.setLine(line);
    List<Token> tokens = new ArrayList<>();
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      if (token.getChannel() == Token.DEFAULT_CHANNEL && token.getType() != META_COMMAND) {
        tokens.add(token);
      }
    }
    return tokens;
  }

  /** All tokens of a text, so that their texts together are the text. */
  static List<Token> all(String text) {
    ScriptLexer lexer = new ScriptLexer(text);
    List<Token> tokens = new ArrayList<>();
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      tokens.add(token);
    }
    return tokens;
  }

  @Override
  public Token nextToken() {
    if (_mode == DEFAULT_MODE) {
      int next = _input.LA(1);
      if ((next == 'E' || next == 'e') && _input.LA(2) == '\'') {
        return escapeString();
      }
      if (next == '/' && _input.LA(2) == '*') {
        return blockComment();
      }
      if (next == '\\') {
        begin();
        restOfLine();
        return end(META_COMMAND, DEFAULT_TOKEN_CHANNEL);
      }
    }
    Token token = super.nextToken();
    if (token.getType() == QUOTE_CHAR || token.getType() == DOUBLE_QUOTE) {
      begin();
      _tokenStartCharIndex = token.getStartIndex();
      return unterminated();
    }
    return token;
  }

  /** Skips what {@code COPY ... FROM stdin} reads: the lines up to {@code \.}. */
  void skipCopyData() {
    restOfLine();
    take();
    while (_input.LA(1) != CharStream.EOF) {
      int start = _input.index();
      restOfLine();
      String line =
          _input.index() == start ? "" : _input.getText(Interval.of(start, _input.index() - 1));
      take();
      if (line.strip().equals("\\.")) {
        return;
      }
    }
  }

  /** The grammar's own rule ends it at {@code \'}. */
  private Token escapeString() {
    begin();
    take();
    do {
      take();
      while (_input.LA(1) != '\'' || _input.LA(2) == '\'') {
        if (_input.LA(1) == CharStream.EOF) {
          return unterminated();
        }
        if (_input.LA(1) == '\\' || _input.LA(1) == '\'') {
          take();
        }
        take();
      }
      take();
    } while (continuedOnNextLine());
    return end(StringConstant, DEFAULT_TOKEN_CHANNEL);
  }

  /** Whether another part of the literal follows: PostgreSQL joins them over a line's end. */
  private boolean continuedOnNextLine() {
    boolean newLine = false;
    int ahead = 1;
    for (int next = _input.LA(ahead); Character.isWhitespace(next); next = _input.LA(++ahead)) {
      newLine |= next == '\n' || next == '\r';
    }
    if (!newLine || _input.LA(ahead) != '\'') {
      return false;
    }
    for (int skipped = 1; skipped < ahead; skipped++) {
      take();
    }
    return true;
  }

  /** Comments nest; the grammar's own rule leaves open which end it takes. */
  private Token blockComment() {
    begin();
    int depth = 0;
    do {
      boolean opens = _input.LA(1) == '/' && _input.LA(2) == '*';
      boolean closes = _input.LA(1) == '*' && _input.LA(2) == '/';
      if (_input.LA(1) == CharStream.EOF) {
        return unterminated();
      }
      if (opens || closes) {
        depth += opens ? 1 : -1;
        take();
      }
      take();
    } while (depth > 0);
    return end(BlockComment, HIDDEN);
  }

  /** What never ends is no statement of any kind, up to the end of the script. */
  private Token unterminated() {
    while (_input.LA(1) != CharStream.EOF) {
      take();
    }
    return end(BAD, DEFAULT_TOKEN_CHANNEL);
  }

  private void begin() {
    _token = null;
    _text = null;
    _tokenStartCharIndex = _input.index();
    _tokenStartLine = getInterpreter().getLine();
    _tokenStartCharPositionInLine = getInterpreter().getCharPositionInLine();
  }

  private Token end(int type, int channel) {
    _type = type;
    _channel = channel;
    return emit();
  }

  private void restOfLine() {
    while (_input.LA(1) != '\n' && _input.LA(1) != CharStream.EOF) {
      take();
    }
  }

  private void take() {
    if (_input.LA(1) != CharStream.EOF) {
      getInterpreter().consume(_input);
    }
  }
}
