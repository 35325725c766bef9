/**
 * The session of a run: its lock, its one connection, and what another connection sees of its
 * backend.
 */
package dev.waymark.migration.session;
