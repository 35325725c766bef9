package dev.waymark.migration.store;

/**
 * The run that a client's Idempotency-Key stands for.
 *
 * @param requestDigest of what was asked with the key
 * @param id the run's id
 */
public record KeyedRun(String requestDigest, String id) {}
