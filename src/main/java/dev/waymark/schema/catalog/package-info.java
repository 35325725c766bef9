/**
 * Reading a schema in one snapshot: {@link dev.waymark.schema.catalog.CatalogReader} runs the
 * {@code .sql} files of {@link dev.waymark.schema.Kind}, which lie beside it, as one statement;
 * each row becomes a {@link dev.waymark.schema.SchemaObject}.
 */
package dev.waymark.schema.catalog;
