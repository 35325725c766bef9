package dev.waymark.migration.rehearsal.sample;

import dev.waymark.schema.ObjectId;

/**
 * A table without a row.
 *
 * @param reason what PostgreSQL says of the row that was tried first, or what makes rows impossible
 */
public record EmptyTable(ObjectId table, String reason) {}
