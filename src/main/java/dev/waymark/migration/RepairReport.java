package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a repair changed in the history, or would change.
 *
 * @param preview whether nothing was changed
 * @param changes the changes, in the order of the history
 * @param run the run that made them; null for a preview
 */
@Schema(
    requiredProperties = {"preview", "changes"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RepairReport(boolean preview, List<HistoryChange> changes, Run run) {}
