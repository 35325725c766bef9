package dev.waymark.verification.report;

/**
 * The table in which Flyway records what it applied. It is not part of the schema that is judged.
 *
 * @param namespace the schema it is, or would be, in; null if the connection has no current schema
 * @param name its name
 * @param present whether it is there
 */
public record TrackingTable(String namespace, String name, boolean present) {}
