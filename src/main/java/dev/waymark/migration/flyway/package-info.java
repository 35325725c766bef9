/**
 * All that knows Flyway's types: what it is given becomes Flyway's configuration, what Flyway says
 * becomes Waymark's records.
 */
package dev.waymark.migration.flyway;
