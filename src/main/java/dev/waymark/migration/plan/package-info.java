/**
 * What a run would do, before it does it: the pending migrations, statement by statement, with what
 * is known of them, and a digest over all that decides it. Below it {@code hazard}: what a person
 * should decide about.
 */
package dev.waymark.migration.plan;
