/** What is said of a folder of scripts without a database: for whoever reviews a change. */
package dev.waymark.migration.check;
