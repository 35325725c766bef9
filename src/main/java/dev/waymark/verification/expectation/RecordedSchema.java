package dev.waymark.verification.expectation;

import java.time.Instant;

/**
 * What is known of a recorded schema without its document.
 *
 * @param id counts up
 * @param recordedAt when
 * @param runId the run after which it was recorded
 * @param format the version of the document's format
 * @param serverVersion the server's major version
 * @param namespaces which namespaces were asked for, as a filter describes them
 * @param fingerprint the schema's
 */
record RecordedSchema(
    long id,
    Instant recordedAt,
    String runId,
    int format,
    int serverVersion,
    String namespaces,
    String fingerprint) {}
