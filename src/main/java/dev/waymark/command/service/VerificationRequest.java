package dev.waymark.command.service;

import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.report.ReportFilter;
import dev.waymark.verification.report.ReportFormat;
import java.util.List;
import java.util.Optional;

/**
 * What is asked of a verification.
 *
 * @param expectation what to hold the database against; empty means what is configured
 * @param kinds the kinds to list; empty means all
 * @param states the states to list; empty means all
 * @param namespaces the namespaces to list; empty means all
 * @param findings the severities of which to list findings, or {@code none}; empty means all
 * @param fresh read the catalogs now, even if nothing can have changed
 * @param format how the report is written down
 */
public record VerificationRequest(
    Optional<ExpectationChoice> expectation,
    List<String> kinds,
    List<String> states,
    List<String> namespaces,
    List<String> findings,
    boolean fresh,
    ReportFormat format) {

  /** The whole report, read anew only if something can have changed. */
  public static final VerificationRequest POLL =
      new VerificationRequest(
          Optional.empty(), List.of(), List.of(), List.of(), List.of(), false, ReportFormat.JSON);

  /**
   * Which objects and findings are listed.
   *
   * @throws dev.waymark.verification.report.InvalidParameter if a kind, a state or a severity does
   *     not exist
   */
  public ReportFilter filter() {
    return ReportFilter.of(kinds, states, namespaces, findings);
  }
}
