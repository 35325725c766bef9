/**
 * Reaching PostgreSQL: the URLs that providers hand out, the pooled and the direct connection, what
 * can go wrong on the way, and the embedded database of development.
 */
package dev.waymark.database;
