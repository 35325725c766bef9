/**
 * The words of a schema: a record for every kind of object that PostgreSQL's catalogs describe, all
 * of them together as one {@link dev.waymark.schema.Schema}, and what they are as JSON. {@code
 * schema.catalog} reads them, {@code schema.comparison} holds them against what is expected, {@code
 * schema.diagram} draws them, {@code schema.spelling} asks PostgreSQL whether two texts say the
 * same, {@code schema.sql} writes what an empty database makes a schema of.
 *
 * <p>No HTTP, no Flyway, no framework. Values that are words, such as a constraint's type, are kept
 * as text and not as Java enums: a server newer than this program may say a word that is unknown
 * here, and the report should still show it.
 */
package dev.waymark.schema;
