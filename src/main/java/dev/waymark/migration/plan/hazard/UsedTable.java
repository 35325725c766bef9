package dev.waymark.migration.plan.hazard;

import dev.waymark.migration.script.UsedRelation;

/**
 * A relation of the live database whose rows a statement reads, or to which it writes some.
 *
 * @param used what the statement does with it
 * @param relation the relation
 */
public record UsedTable(UsedRelation used, LiveRelation relation) {}
