package dev.waymark.verification;

import dev.waymark.database.DatabaseException;
import dev.waymark.verification.report.Report;
import java.time.Instant;
import java.util.List;

/**
 * Is notified of verifications, so that they can be counted and traced, on the caller's thread. It
 * has to return at once and must not throw.
 */
public interface VerificationListener {
  /** Hears of nothing. */
  VerificationListener NONE = new VerificationListener() {};

  /** Notifies all of them, in this order. */
  static VerificationListener all(List<VerificationListener> listeners) {
    return new VerificationListener() {
      @Override
      public void verified(Report report, boolean asConfigured, boolean compared, Instant since) {
        listeners.forEach(it -> it.verified(report, asConfigured, compared, since));
      }

      @Override
      public void notVerified(DatabaseException problem, Instant startedAt) {
        listeners.forEach(it -> it.notVerified(problem, startedAt));
      }
    };
  }

  /**
   * A verification has ended.
   *
   * @param report what it says
   * @param asConfigured whether the database was held against what is configured, and not against
   *     something that was asked for
   * @param compared whether anything was read and compared; false when nothing had changed
   * @param startedAt when it was asked for
   */
  default void verified(Report report, boolean asConfigured, boolean compared, Instant startedAt) {}

  /** The database could not be read. */
  default void notVerified(DatabaseException problem, Instant startedAt) {}
}
