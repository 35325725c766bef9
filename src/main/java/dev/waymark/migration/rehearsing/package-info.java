/** Rehearsals that people ask for: one at a time, followed, kept and cancelled. */
package dev.waymark.migration.rehearsing;
