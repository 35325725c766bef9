package dev.waymark.migration.observation;

import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * How large something is in the live database, by its statistics.
 *
 * @param rows how many rows it has, about
 * @param bytes how much they take on disk, about, without indexes
 */
@Schema(
    requiredProperties = {"rows", "bytes"},
    additionalProperties = Schema.False.class)
public record Live(long rows, long bytes) {}
