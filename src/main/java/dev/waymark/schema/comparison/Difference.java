package dev.waymark.schema.comparison;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * One attribute on which expectation and database disagree.
 *
 * @param attribute its path, such as {@code owner}, {@code columns.email.type}, {@code
 *     columns.email} for a whole column that is missing or unexpected, {@code columnOrder}
 * @param expected null when nothing was expected there
 * @param actual null when nothing is there
 */
@JsonInclude(JsonInclude.Include.ALWAYS)
public record Difference(String attribute, JsonNode expected, JsonNode actual) {}
