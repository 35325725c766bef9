package dev.waymark.access;

/** A token's file that says something else than a role and a hash; names it, never shows it. */
public final class InvalidTokenFile extends RuntimeException {
  private static final long serialVersionUID = 1L;

  InvalidTokenFile(String file, int line, String problem) {
    super("%s, line %d: %s".formatted(file, line, problem));
  }

  InvalidTokenFile(String file, String problem) {
    super(file + ": " + problem);
  }
}
