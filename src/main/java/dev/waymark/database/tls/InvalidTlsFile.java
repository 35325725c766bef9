package dev.waymark.database.tls;

/**
 * A file that an address names for TLS cannot be used. The message says which, why, and what to do;
 * it never shows what a file holds.
 */
public final class InvalidTlsFile extends IllegalArgumentException {
  private static final long serialVersionUID = 1L;

  InvalidTlsFile(String problem, String remedy) {
    super(problem + ". " + remedy + ".");
  }

  InvalidTlsFile(String problem, String remedy, Throwable cause) {
    super(problem + ". " + remedy + ".", cause);
  }
}
