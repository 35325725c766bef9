package dev.waymark.verification.report;

import com.fasterxml.jackson.annotation.JsonAnyGetter;
import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonPropertyOrder;
import dev.waymark.schema.ServerVersion;
import dev.waymark.verification.expectation.ExpectationSource;
import dev.waymark.verification.expectation.Ignored;
import dev.waymark.verification.finding.Finding;
import dev.waymark.verification.finding.SwitchedOff;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/**
 * The report: an expectation held against a database, every object with its state.
 *
 * @param status what it says as a whole
 * @param since when it was first seen so, as far as Waymark has looked, and never before the record
 *     that it was held against; null if unverified
 * @param reason why there was nothing to compare with; null unless unverified
 * @param hint what to do about that; null unless unverified
 * @param database the database's name
 * @param server the server's version
 * @param watchedNamespaces the namespaces that were read, sorted
 * @param expectation what the database was compared with; null unless there was something
 * @param fingerprint the fingerprint of the schema that was read
 * @param checkedAt the last moment for which it is certain that this is how things are
 * @param readAt when the catalogs were read; nothing changed between then and {@code checkedAt}
 * @param durationMs how long reading and comparing took then, in milliseconds
 * @param trackingTable where Flyway records what it applied
 * @param ignored what the ignore rules took out of the judgement, rule by rule
 * @param findings what is wrong whatever was expected, the worst first
 * @param switchedOff the rules for findings that are not asked, and why not
 * @param notes what has to be known to understand the judgement: that the expectation was written
 *     on another version of PostgreSQL, or that it could not be asked whether texts differ in
 *     spelling only
 * @param totals how many objects are in which state, over all and by kind
 * @param objects a list for each kind, sorted by namespace, table and name
 */
@JsonInclude(JsonInclude.Include.NON_NULL)
@JsonPropertyOrder({
  "status",
  "since",
  "reason",
  "hint",
  "database",
  "server",
  "watchedNamespaces",
  "expectation",
  "fingerprint",
  "checkedAt",
  "readAt",
  "durationMs",
  "trackingTable",
  "ignored",
  "findings",
  "switchedOff",
  "notes",
  "totals"
})
public record Verification(
    VerificationStatus status,
    Instant since,
    String reason,
    String hint,
    String database,
    ServerVersion server,
    List<String> watchedNamespaces,
    ExpectationSource expectation,
    String fingerprint,
    Instant checkedAt,
    Instant readAt,
    long durationMs,
    TrackingTable trackingTable,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<Ignored> ignored,
    List<Finding> findings,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<SwitchedOff> switchedOff,
    @JsonInclude(JsonInclude.Include.NON_EMPTY) List<String> notes,
    Totals totals,
    @JsonAnyGetter Map<String, List<ReportedObject>> objects) {

  /**
   * How many objects are in which state.
   *
   * @param all over all kinds
   * @param byKind for each kind, in the order of the report
   */
  public record Totals(StateCounts all, Map<String, StateCounts> byKind) {}

  /** When it was found true, and how. */
  Looked looked() {
    return new Looked(checkedAt, readAt, durationMs);
  }

  /** The same report, found true again. */
  Verification at(Looked looked) {
    return with(looked, findings, objects);
  }

  /** The same report, listing only what the filter admits. */
  public Verification narrowed(ReportFilter filter) {
    return with(looked(), filter.apply(findings), filter.apply(objects));
  }

  private Verification with(
      Looked looked, List<Finding> listedFindings, Map<String, List<ReportedObject>> listed) {
    return new Verification(
        status,
        since,
        reason,
        hint,
        database,
        server,
        watchedNamespaces,
        expectation,
        fingerprint,
        looked.checkedAt(),
        looked.readAt(),
        looked.durationMs(),
        trackingTable,
        ignored,
        listedFindings,
        switchedOff,
        notes,
        totals,
        listed);
  }

  /** The report in one line. */
  public VerificationSummary summary() {
    return new VerificationSummary(
        status, totals.all(), reason, hint, checkedAt, VerificationSummary.REPORT);
  }
}
