/** Reading where the database stands, and what runs did. */
package dev.waymark.migration.status;
