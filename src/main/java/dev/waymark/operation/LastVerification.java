package dev.waymark.operation;

import dev.waymark.verification.VerificationListener;
import dev.waymark.verification.report.Report;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Keeps the report of the last look, against what is configured, whichever caller asked for it. */
@Singleton
public class LastVerification implements VerificationListener {
  /** What was seen longer ago than this before what is known: the clock was set back. */
  private static final Duration LONGEST_JUDGEMENT = Duration.ofMinutes(1);

  private volatile Report report;

  @Override
  public void verified(Report verified, boolean asConfigured, boolean compared, Instant startedAt) {
    if (asConfigured) {
      keep(verified);
    }
  }

  /**
   * What was seen earlier may be reported later: a run ends while the watch still judges what it
   * saw.
   */
  private synchronized void keep(Report verified) {
    Instant known = report == null ? Instant.EPOCH : momentOf(report);
    Instant seen = momentOf(verified);
    boolean clockWasSetBack = seen.isBefore(known.minus(LONGEST_JUDGEMENT));
    if (!seen.isBefore(known) || clockWasSetBack) {
      report = verified;
    }
  }

  private static Instant momentOf(Report report) {
    return report.verification().checkedAt();
  }

  /** The report; empty if there was none yet. */
  Optional<Report> report() {
    return Optional.ofNullable(report);
  }
}
