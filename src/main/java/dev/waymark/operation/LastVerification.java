package dev.waymark.operation;

import dev.waymark.verification.Report;
import dev.waymark.verification.VerificationListener;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Keeps the report of the last look, against what is configured, whoever asked for it. */
@Singleton
public class LastVerification implements VerificationListener {
  private volatile Report report;

  @Override
  public void verified(Report verified, boolean asConfigured, boolean compared, Instant startedAt) {
    if (asConfigured) {
      keep(verified);
    }
  }

  /** Who looked earlier may be told later: a run ends while the watch still judges what it saw. */
  private synchronized void keep(Report verified) {
    if (report == null || !momentOf(verified).isBefore(momentOf(report))) {
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
