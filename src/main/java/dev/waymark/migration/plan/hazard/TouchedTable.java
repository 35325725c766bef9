package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.script.TouchedRows;

/**
 * A table of the live database whose rows a statement deletes or changes.
 *
 * @param rows which of them, in the statement's words
 * @param table the table
 */
public record TouchedTable(TouchedRows rows, LiveRelation table) {}
