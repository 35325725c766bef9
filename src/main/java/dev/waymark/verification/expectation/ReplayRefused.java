package dev.waymark.verification.expectation;

import java.sql.SQLException;

/** The migrations cannot be replayed; the message says why. */
public final class ReplayRefused extends Exception {
  private static final long serialVersionUID = 1;

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final String hint;

  /**
   * @param reason why, as a sentence
   * @param hint what to do, as a sentence
   */
  public ReplayRefused(String reason, String hint, Throwable cause) {
    super(reason, cause);
    this.hint = hint;
  }

  /** Whether the role that replayed lacked a right. */
  public boolean lacksRight() {
    for (Throwable cause = getCause(); cause != null; cause = cause.getCause()) {
      if (cause instanceof SQLException sql && INSUFFICIENT_PRIVILEGE.equals(sql.getSQLState())) {
        return true;
      }
    }
    return false;
  }

  /** What to do. */
  public String hint() {
    return hint;
  }
}
