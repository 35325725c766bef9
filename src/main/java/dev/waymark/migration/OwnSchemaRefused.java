package dev.waymark.migration;

/** Waymark's own schema cannot be made; the message says why. */
public final class OwnSchemaRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final String hint;

  /**
   * @param reason why, as a sentence
   * @param hint what to do, as a sentence
   */
  public OwnSchemaRefused(String reason, String hint, Throwable cause) {
    super(reason, cause);
    this.hint = hint;
  }

  /** What to do. */
  public String hint() {
    return hint;
  }
}
