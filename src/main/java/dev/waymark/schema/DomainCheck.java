package dev.waymark.schema;

import com.fasterxml.jackson.annotation.JsonInclude;

/**
 * A check of a domain.
 *
 * @param name as stored
 * @param definition as {@code pg_get_constraintdef} prints it
 * @param validated false when values from before it may break it
 */
@JsonInclude(JsonInclude.Include.NON_EMPTY)
public record DomainCheck(String name, String definition, boolean validated) {}
