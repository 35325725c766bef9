/**
 * What a statement will do to a live database that a person should decide about: a closed set, one
 * file and one section of docs/reference/hazards.md each. A rule says nothing where nothing
 * happens, such as of a table that is empty.
 */
package dev.waymark.migration.plan.hazard;
