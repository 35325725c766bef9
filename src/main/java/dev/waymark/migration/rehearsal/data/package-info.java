/** Asks the live data, by reading alone, whether it lets a migration through. */
package dev.waymark.migration.rehearsal.data;
