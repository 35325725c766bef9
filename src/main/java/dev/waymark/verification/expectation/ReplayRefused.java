package dev.waymark.verification.expectation;

/** The migrations cannot be replayed; the message says why. */
public final class ReplayRefused extends Exception {
  private static final long serialVersionUID = 1;

  private final String hint;

  /**
   * @param reason why, as a sentence
   * @param hint what to do, as a sentence
   */
  public ReplayRefused(String reason, String hint, Throwable cause) {
    super(reason, cause);
    this.hint = hint;
  }

  /** What to do. */
  public String hint() {
    return hint;
  }
}
