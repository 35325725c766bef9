package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Why a run was refused before its first statement.
 *
 * @param reason a stable word, the last part of the problem type's URI
 * @param detail what is wrong
 * @param hint what to do next; null where the detail says it
 * @param invalid the migrations that are in the way; null if it is not about migrations
 */
@Schema(
    requiredProperties = {"reason", "detail"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Refusal(String reason, String detail, String hint, List<InvalidMigration> invalid) {}
