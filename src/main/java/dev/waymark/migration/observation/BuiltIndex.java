package dev.waymark.migration.observation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * An index that was built on a table that was there before the first script.
 *
 * @param index the index, qualified and quoted where PostgreSQL wants quotes
 * @param table its table
 * @param live how large the table is
 */
@Schema(
    requiredProperties = {"index", "table"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record BuiltIndex(String index, String table, Live live) {}
