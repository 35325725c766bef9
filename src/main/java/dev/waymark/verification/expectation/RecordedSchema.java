package dev.waymark.verification.expectation;

import dev.waymark.schema.NamespaceFilter;
import dev.waymark.schema.Schema;
import java.time.Instant;

/**
 * What is known of a recorded schema without its document.
 *
 * @param id counts up
 * @param recordedAt when
 * @param runId the run after which it was recorded, or the last one before it was accepted
 * @param acceptanceId the acceptance with which it was recorded; null after a run
 * @param format the version of the document's format
 * @param serverVersion the server's major version
 * @param namespaces which namespaces were asked for, as a filter describes them
 * @param fingerprint the schema's
 */
public record RecordedSchema(
    long id,
    Instant recordedAt,
    String runId,
    String acceptanceId,
    int format,
    int serverVersion,
    String namespaces,
    String fingerprint) {

  /** Whether a database can be held against it. */
  boolean usable(NamespaceFilter filter, int major) {
    return format == Schema.FORMAT
        && serverVersion == major
        && namespaces.equals(filter.describe());
  }

  /** Where it comes from, as a report shows it. */
  String from() {
    return acceptanceId == null ? "run " + runId : "acceptance " + acceptanceId;
  }
}
