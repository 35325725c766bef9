package dev.waymark.verification;

import dev.waymark.database.DatabaseException;
import dev.waymark.database.Meanwhile;
import dev.waymark.schema.Kind;
import dev.waymark.schema.Schema;
import dev.waymark.schema.comparison.ObjectComparison;
import dev.waymark.schema.comparison.State;
import dev.waymark.verification.expectation.ExpectationSource;
import dev.waymark.verification.expectation.Ignored;
import dev.waymark.verification.expectation.Judged;
import dev.waymark.verification.expectation.OpenDifferences;
import dev.waymark.verification.expectation.StatusSince;
import dev.waymark.verification.finding.Finding;
import dev.waymark.verification.finding.Findings;
import dev.waymark.verification.report.Report;
import dev.waymark.verification.report.ReportedObject;
import dev.waymark.verification.report.StateCounts;
import dev.waymark.verification.report.TrackingTable;
import dev.waymark.verification.report.Verification;
import dev.waymark.verification.report.Verification.Totals;
import dev.waymark.verification.report.VerificationStatus;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Puts a report together from what was observed and what became of each object. */
final class ReportBuilder {
  private final Observation observation;
  private final Findings findings;
  private final Meanwhile<List<Finding>> found;
  private VerificationStatus status = VerificationStatus.UNVERIFIED;
  private String reason;
  private String hint;
  private ExpectationSource expectation;
  private List<Ignored> ignored = List.of();
  private Instant statusSince;
  private OpenDifferences.Since since = OpenDifferences.Since.NOTHING;
  private List<String> notes = List.of();

  /**
   * @param found what the findings find in what was observed
   */
  ReportBuilder(Observation observation, Findings findings, Meanwhile<List<Finding>> found) {
    this.observation = observation;
    this.findings = findings;
    this.found = found;
  }

  /** There was something to compare with. */
  ReportBuilder comparedWith(ExpectationSource source, Judged judged) {
    expectation = source;
    ignored = judged.ignored();
    status = judged.comparison().clean() ? VerificationStatus.VERIFIED : VerificationStatus.DRIFTED;
    return this;
  }

  /** Since when what differs is open. */
  ReportBuilder openSince(OpenDifferences.Since moments) {
    since = moments;
    return this;
  }

  /** Since when what is said as a whole is so; unless there is nothing to say. */
  ReportBuilder statusSince(StatusSince moments) {
    if (status == VerificationStatus.UNVERIFIED) {
      return this;
    }
    TrackingTable table = observation.watched().trackingTable();
    var held = new StatusSince.Held(table.namespace(), table.name(), expectation.type());
    Instant seen = moments.of(held, status.code(), observation.readAt());
    statusSince = status == VerificationStatus.VERIFIED ? notBeforeRecord(seen) : firstOpen(seen);
    return this;
  }

  /** What was recorded later cannot have been verified before. */
  private Instant notBeforeRecord(Instant seen) {
    Instant recorded = expectation.recordedAt();
    return recorded != null && recorded.isAfter(seen) ? recorded : seen;
  }

  /** An earlier Waymark kept since when a difference is open, and nothing of the whole. */
  private Instant firstOpen(Instant seen) {
    return since.moments().values().stream()
        .filter(seen::isAfter)
        .min(Comparator.naturalOrder())
        .orElse(seen);
  }

  /** What has to be known to understand the judgement. */
  ReportBuilder notes(List<String> sentences) {
    notes = sentences;
    return this;
  }

  /** There was not, or nothing that could be held against it. */
  ReportBuilder unverified(String why, String whatToDo) {
    status = VerificationStatus.UNVERIFIED;
    reason = why;
    hint = whatToDo;
    return this;
  }

  Report build(List<ObjectComparison> compared, Duration comparing) {
    Schema schema = observation.schema();
    Map<String, List<ReportedObject>> objects = new LinkedHashMap<>();
    Map<Kind, List<State>> states = new EnumMap<>(Kind.class);
    for (Kind kind : Kind.values()) {
      objects.put(kind.list(), new ArrayList<>());
      states.put(kind, new ArrayList<>());
    }
    for (ObjectComparison comparison : compared) {
      Kind kind = comparison.id().kind();
      objects.get(kind.list()).add(ReportedObject.of(comparison, schema, since));
      states.get(kind).add(comparison.state());
    }
    Verification verification =
        new Verification(
            status,
            statusSince,
            reason,
            hint,
            observation.watched().database(),
            schema.server(),
            schema.namespaces(),
            expectation,
            schema.fingerprint(),
            observation.checkedAt(),
            observation.readAt(),
            observation.reading().plus(comparing).toMillis(),
            observation.watched().trackingTable(),
            ignored,
            found(),
            findings.switchedOff(),
            notes,
            totals(states),
            objects);
    return Report.of(verification);
  }

  private List<Finding> found() {
    try {
      return found.result();
    } catch (SQLException exception) {
      throw new DatabaseException(exception);
    }
  }

  private static Totals totals(Map<Kind, List<State>> states) {
    Map<String, StateCounts> byKind = new LinkedHashMap<>();
    states.forEach((kind, of) -> byKind.put(kind.list(), StateCounts.of(of)));
    return new Totals(
        StateCounts.of(states.values().stream().flatMap(List::stream).toList()), byKind);
  }
}
