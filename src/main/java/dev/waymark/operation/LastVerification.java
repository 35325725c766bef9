package dev.waymark.operation;

import dev.waymark.verification.Report;
import dev.waymark.verification.VerificationListener;
import jakarta.inject.Singleton;
import java.time.Instant;
import java.util.Optional;

/** Keeps the last report against what is configured, whoever asked for it. */
@Singleton
public class LastVerification implements VerificationListener {
  private volatile Report report;

  @Override
  public void verified(Report newer, boolean asConfigured, boolean compared, Instant startedAt) {
    if (asConfigured) {
      report = newer;
    }
  }

  /** The report; empty if there was none yet. */
  Optional<Report> report() {
    return Optional.ofNullable(report);
  }
}
