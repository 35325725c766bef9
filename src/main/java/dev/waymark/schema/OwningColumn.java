package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * The column that a sequence goes away with.
 *
 * @param namespace where the table lives
 * @param table the table
 * @param column the column
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record OwningColumn(String namespace, String table, String column) {}
