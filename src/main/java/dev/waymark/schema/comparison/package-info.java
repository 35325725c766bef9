/**
 * Holding a schema against what is expected: an {@link dev.waymark.schema.comparison.Expectation}
 * (from a schema, or from what people wrote) meets a schema in {@link
 * dev.waymark.schema.comparison.Comparison}; what changed between two moments is a {@link
 * dev.waymark.schema.comparison.SchemaChange}.
 */
package dev.waymark.schema.comparison;
