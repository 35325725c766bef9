package dev.waymark.migration.store;

import dev.waymark.migration.session.LockKey;

/**
 * What keeps runs apart that only look the same.
 *
 * @param key the lock, which names the history
 * @param sourceDigest of the scripts it was started with
 * @param backendPid the process id of the backend that holds the lock
 */
public record RunOrigin(LockKey key, String sourceDigest, int backendPid) {}
