/**
 * What a schema is: records for every kind of object that PostgreSQL's catalogs describe, a reader
 * that fills them in one snapshot, and the comparison of what is expected with what is there.
 *
 * <p>The way of a read: {@link dev.waymark.schema.catalog.CatalogReader} runs the {@code .sql}
 * files of {@link dev.waymark.schema.Kind} as one statement, each row becomes a {@link
 * dev.waymark.schema.SchemaObject}, all of them a {@link dev.waymark.schema.Schema}. The way of a
 * comparison: an {@link dev.waymark.schema.comparison.Expectation} (from a schema, or from what
 * people wrote) meets a schema in {@link dev.waymark.schema.comparison.Comparison}.
 *
 * <p>No HTTP, no Flyway, no framework. Values that are words, such as a constraint's type, are kept
 * as text and not as Java enums: a server newer than this program may say a word that is unknown
 * here, and the report should still show it.
 */
package dev.waymark.schema;
