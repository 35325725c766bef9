package dev.waymark.schema.comparison;

/** An expectation that cannot be read; the message says where and why, for its author. */
public final class InvalidExpectation extends Exception {
  private static final long serialVersionUID = 1;

  InvalidExpectation(String message) {
    super(message);
  }

  InvalidExpectation(String message, Throwable cause) {
    super(message, cause);
  }
}
