package dev.waymark.migration.store;

/**
 * What a client's Idempotency-Key stands for.
 *
 * @param requestDigest of what was asked with the key
 * @param id the id of the latest attempt
 * @param answered whether a client was answered how that ended
 */
public record KeyedRun(String requestDigest, String id, boolean answered) {}
