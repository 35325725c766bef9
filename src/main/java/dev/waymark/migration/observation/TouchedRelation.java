package dev.waymark.migration.observation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A relation that was there before the first script, and to which something was done as a whole.
 *
 * @param relation the relation, qualified and quoted where PostgreSQL wants quotes
 * @param live how large it is; null for what has no rows of its own
 */
@Schema(requiredProperties = "relation", additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record TouchedRelation(String relation, Live live) {}
