package dev.waymark.verification.expectation;

import java.sql.SQLException;

/** The migrations cannot be replayed; the message says why. */
public final class ReplayRefused extends Exception {
  private static final long serialVersionUID = 1;

  private static final String INSUFFICIENT_PRIVILEGE = "42501";

  private final String hint;
  private final boolean stopsRuns;

  /**
   * @param reason why, as a sentence
   * @param hint what to do, as a sentence
   */
  public ReplayRefused(String reason, String hint, Throwable cause) {
    this(reason, hint, false, cause);
  }

  private ReplayRefused(String reason, String hint, boolean stopsRuns, Throwable cause) {
    super(reason, cause);
    this.hint = hint;
    this.stopsRuns = stopsRuns;
  }

  /**
   * Refused for what refuses a run as well, so that nothing can be recorded before it is mended.
   *
   * @param reason why, as a sentence
   * @param hint what to do, as a sentence
   */
  public static ReplayRefused asRunsAre(String reason, String hint, Throwable cause) {
    return new ReplayRefused(reason, hint, true, cause);
  }

  /** Whether a run is refused for the same reason. */
  public boolean stopsRuns() {
    return stopsRuns;
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
