package dev.waymark.migration.store;

import dev.waymark.migration.Run;

/**
 * A run as it is kept.
 *
 * @param run the run; interrupted if it has no end and no process runs it, or waits to, any more
 * @param sourceDigest of the scripts it was started with
 * @param ledTo the run that does what this one waits to do, or that did; null for none
 */
public record StoredRun(Run run, String sourceDigest, String ledTo) {}
