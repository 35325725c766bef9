/** Executes what would run in a scratch copy of the live structure, and watches it. */
package dev.waymark.migration.rehearsal;
