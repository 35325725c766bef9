package dev.waymark.verification;

import dev.waymark.database.PooledConnection;
import dev.waymark.schema.catalog.ChangeDetector;
import dev.waymark.verification.expectation.Expectations;
import dev.waymark.verification.expectation.Proof;
import dev.waymark.verification.report.VerificationSummary;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;

/** Whether what an earlier verification proved of the recorded schema still holds. */
final class ProofCheck {
  private final PooledConnection pooled;
  private final Expectations expectations;
  private final VerificationSettings settings;
  private final Clock clock;
  private final ChangeDetector detector = new ChangeDetector();

  ProofCheck(
      PooledConnection pooled,
      Expectations expectations,
      VerificationSettings settings,
      Clock clock) {
    this.clock = clock;
    this.pooled = pooled;
    this.expectations = expectations;
    this.settings = settings;
  }

  /**
   * What a full verification against what is configured would say; empty if only that can say.
   *
   * @throws SQLException also if nothing was ever recorded, or it may not be read
   */
  Optional<VerificationSummary> summary() throws SQLException {
    if (!expectations.isRecordedAlone(settings.expectation())) {
      return Optional.empty();
    }
    // What holds from then on was true when it was asked, or later.
    Instant asked = clock.instant();
    return pooled.read(
        connection -> {
          Optional<Proof> proof = expectations.proof(connection);
          return proof.isPresent() && holds(proof.get(), connection)
              ? Optional.of(VerificationSummary.verified(proof.get().objects(), asked))
              : Optional.empty();
        });
  }

  private boolean holds(Proof proof, Connection connection) throws SQLException {
    return WatchedNamespaces.of(connection, settings).toString().equals(proof.filter())
        && detector.fingerprint(connection).versions().equals(proof.catalogFingerprint());
  }
}
