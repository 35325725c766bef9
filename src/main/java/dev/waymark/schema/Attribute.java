package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * An attribute of a composite type.
 *
 * @param name as stored
 * @param type as {@code format_type} prints it
 * @param collation null when it is the type's own
 * @param comment null without one
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record Attribute(String name, String type, String collation, String comment) {}
