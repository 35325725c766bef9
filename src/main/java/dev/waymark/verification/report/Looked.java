package dev.waymark.verification.report;

import java.time.Instant;

/**
 * What of a report is another each time the database is found to be as it was.
 *
 * @param checkedAt the last moment for which it is certain that this is how things are
 * @param readAt when the catalogs were read
 * @param durationMs how long reading and comparing took then, in milliseconds
 */
record Looked(Instant checkedAt, Instant readAt, long durationMs) {
  Looked checkedAt(Instant moment) {
    return new Looked(moment, readAt, durationMs);
  }

  /** As it stands in the JSON, from the value of the first to that of the last. */
  String json() {
    return "\"%s\",\"readAt\":\"%s\",\"durationMs\":%d".formatted(checkedAt, readAt, durationMs);
  }
}
