package dev.waymark.migration.script;

import org.antlr.v4.runtime.Token;

/** What stands before a statement's first word: Flyway counts it to the text, not to the place. */
public final class LeadingComments {
  private LeadingComments() {}

  /**
   * How long the comments and white space are with which a statement begins.
   *
   * @param sql one statement
   * @return in characters of the text; all of it where there is nothing else
   */
  public static int length(String sql) {
    ScriptLexer lexer = new ScriptLexer(sql);
    for (Token token = lexer.nextToken(); token.getType() != Token.EOF; token = lexer.nextToken()) {
      if (token.getChannel() == Token.DEFAULT_CHANNEL) {
        return sql.offsetByCodePoints(0, token.getStartIndex());
      }
    }
    return sql.length();
  }
}
