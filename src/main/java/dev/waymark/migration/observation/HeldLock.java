package dev.waymark.migration.observation;

import com.fasterxml.jackson.annotation.JsonInclude;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A lock that a statement took on a relation that was there before the first script.
 *
 * @param relation the relation, qualified and quoted where PostgreSQL wants quotes
 * @param mode its mode; the strongest, where the statement took several
 * @param heldFrom the number of the statement that took it
 * @param heldTo the number of the last statement of the script before it is given back: that with
 *     which its transaction ends
 * @param live how large the relation is; null for what has no rows, such as a view
 */
@Schema(
    requiredProperties = {"relation", "mode", "heldFrom", "heldTo"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record HeldLock(String relation, LockMode mode, int heldFrom, int heldTo, Live live) {}
