/**
 * A schema as SQL that an empty database takes in one go. What PostgreSQL prints is written as it
 * prints it, in its own order of dependence; where that goes in circles, these are opened by what
 * may be said later, such as a default. What cannot be written is named.
 *
 * <p>{@link dev.waymark.schema.sql.SchemaSqlReader} reads what is needed in one snapshot; a writer
 * for each kind makes {@link dev.waymark.schema.sql.Pieces} of an object; {@link
 * dev.waymark.schema.sql.SchemaSqlWriter} puts them in order.
 */
package dev.waymark.schema.sql;
