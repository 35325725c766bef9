package dev.waymark.migration.store;

import dev.waymark.migration.Run;

/**
 * A run as it is kept.
 *
 * @param run the run; interrupted if it has no end and nobody runs it any more
 * @param sourceDigest of the scripts it was started with
 */
public record StoredRun(Run run, String sourceDigest) {}
