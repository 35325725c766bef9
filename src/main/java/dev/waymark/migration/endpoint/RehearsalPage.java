package dev.waymark.migration.endpoint;

import dev.waymark.migration.rehearsal.RehearsalSummary;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * The last rehearsals.
 *
 * @param rehearsals newest first
 */
@Schema(
    requiredProperties = {"rehearsals"},
    additionalProperties = Schema.False.class)
public record RehearsalPage(List<RehearsalSummary> rehearsals) {}
