package dev.waymark.verification;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.PooledConnection;
import dev.waymark.schema.Comparison;
import dev.waymark.schema.Expectation;
import dev.waymark.schema.Schema;
import dev.waymark.verification.Verification.ExpectationSource;
import dev.waymark.verification.finding.Findings;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;

/** Holds a database's schema, read over the pooled connection, against what is expected. */
public final class Verifier {
  private final SchemaWatch watch;
  private final VerificationSettings settings;
  private final Findings findings;
  private final Clock clock;

  public Verifier(PooledConnection pooled, VerificationSettings settings, Clock clock) {
    this.watch = new SchemaWatch(pooled, settings, clock);
    this.settings = settings;
    this.findings = Findings.of(settings.findingsOff());
    this.clock = clock;
  }

  /**
   * Compares what is there with what should be; reads and compares anew only if something can have
   * changed.
   *
   * @param fresh read now, whatever is remembered
   * @throws DatabaseException if the database cannot be read
   */
  public Report verify(boolean fresh) {
    Observation observation = watch.observe(fresh);
    if (settings.contract().isEmpty()) {
      return unverified(
          observation,
          "No contract says what the database should be.",
          "Set WAYMARK_CONTRACT to a contract file.");
    }
    Contract contract;
    try {
      contract = Contract.read(settings.contract().get());
    } catch (InvalidContract exception) {
      return unverified(
          observation,
          exception.getMessage(),
          "Mend the contract, or point WAYMARK_CONTRACT at another one.");
    }
    Instant started = clock.instant();
    Comparison comparison = Comparison.of(contract.expectation(), observation.schema());
    return new ReportBuilder(observation, findings)
        .comparedWith(new ExpectationSource("contract", contract.location()), comparison.clean())
        .build(comparison.objects(), Duration.between(started, clock.instant()));
  }

  /**
   * Returns the schema of the watched namespaces.
   *
   * @throws DatabaseException if the database cannot be read
   */
  public Schema schema() {
    return watch.observe(false).schema();
  }

  private Report unverified(Observation observation, String reason, String hint) {
    Schema schema = observation.schema();
    return new ReportBuilder(observation, findings)
        .unverified(reason, hint)
        .build(Comparison.of(Expectation.of(schema), schema).objects(), Duration.ZERO);
  }
}
