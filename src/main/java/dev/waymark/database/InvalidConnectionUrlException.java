package dev.waymark.database;

/**
 * A connection URL cannot be used. The message says what is wrong and what a right one looks like;
 * it never repeats the URL or a value from it, since any part of a mistyped URL may be its
 * password.
 */
public final class InvalidConnectionUrlException extends IllegalArgumentException {
  static final String EXAMPLE =
      "A right one looks like postgresql://user:password@host:5432/database?sslmode=require";

  private InvalidConnectionUrlException(String message) {
    super(message);
  }

  /** A URL that cannot be taken apart; {@code problem} is a sentence without its full stop. */
  static InvalidConnectionUrlException malformed(String problem) {
    return new InvalidConnectionUrlException(problem + ". " + EXAMPLE + ".");
  }

  /** A URL that is well formed and asks for what cannot be given. */
  static InvalidConnectionUrlException refused(String problem, String remedy) {
    return new InvalidConnectionUrlException(problem + ". " + remedy + ".");
  }

  /** The same problem, with the environment variable that holds the URL named first. */
  public InvalidConnectionUrlException in(String variable) {
    return new InvalidConnectionUrlException(variable + " cannot be used: " + getMessage());
  }
}
