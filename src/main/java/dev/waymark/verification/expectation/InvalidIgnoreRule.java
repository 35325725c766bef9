package dev.waymark.verification.expectation;

/** A rule that cannot be read; the message says which and why, without a full stop. */
public final class InvalidIgnoreRule extends Exception {
  private static final long serialVersionUID = 1;

  InvalidIgnoreRule(String message) {
    super(message);
  }

  InvalidIgnoreRule(String message, Throwable cause) {
    super(message, cause);
  }
}
