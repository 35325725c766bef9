package dev.waymark.schema;

import java.util.Map;

/**
 * What was in a database at one moment, and what it was beneath its names: enough to say afterwards
 * what a run has changed.
 *
 * @param objects what was there
 * @param identities what that was beneath its names
 */
public record IdentifiedSchema(Map<ObjectId, ObjectTree> objects, Identities identities) {}
