/**
 * Changing the database: the resource, the runner, and the records that tell of a run and of where
 * the database stands.
 */
package dev.waymark.migration;
