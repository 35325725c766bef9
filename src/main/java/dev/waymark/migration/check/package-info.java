/** What is said of a folder of scripts without a database: for the reviewer of a change. */
package dev.waymark.migration.check;
