package dev.waymark.access;

/** The keys with which tokens are verified cannot be had, so nobody can say whose a token is. */
public final class KeysUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeysUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
