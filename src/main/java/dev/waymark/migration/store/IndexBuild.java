package dev.waymark.migration.store;

/**
 * What was known of an index when a script was about to build or drop it concurrently.
 *
 * @param namespace the index's namespace
 * @param name the index's name
 * @param checksum the script's checksum; null if it has none
 * @param oidBefore the oid of the index of this name before; null if there was none
 */
public record IndexBuild(String namespace, String name, Integer checksum, Long oidBefore) {}
