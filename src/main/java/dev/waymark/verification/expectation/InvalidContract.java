package dev.waymark.verification.expectation;

/** A contract that cannot be read; the message says which, where and why. */
public final class InvalidContract extends Exception {
  private static final long serialVersionUID = 1;

  InvalidContract(String message, Throwable cause) {
    super(message, cause);
  }
}
