package dev.waymark.access;

/** The keys that verify tokens cannot be read, so Waymark cannot say whose a token is. */
public final class KeysUnreachable extends RuntimeException {
  private static final long serialVersionUID = 1L;

  KeysUnreachable(String message, Throwable cause) {
    super(message, cause);
  }
}
