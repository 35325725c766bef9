package dev.waymark.migration.plan;

import com.fasterxml.jackson.annotation.JsonIgnore;
import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.migration.plan.hazard.Hazard;
import dev.waymark.migration.plan.hazard.TouchedTable;
import dev.waymark.migration.plan.hazard.UsedTable;
import dev.waymark.migration.script.HazardAcceptance;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * One statement that would run.
 *
 * @param number which of its script's, from 1
 * @param line the line on which it begins, from 1
 * @param column the character of the line, from 1; null where it cannot be known
 * @param kind what it is to the transaction around it: ordinary, setting, transactional,
 *     non-transactional, transaction-control, undecidable or unknown
 * @param command what it is called, such as {@code ALTER TABLE}
 * @param sql its text, secrets masked
 * @param acceptances what somebody has decided about them, in comments before it
 * @param touched the live tables whose rows it deletes or changes
 * @param used the live relations whose rows it reads, or to which it writes some
 * @param hazards what it will do that a person should decide about
 */
@Schema(
    requiredProperties = {"number", "line", "kind", "command", "sql", "hazards"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedStatement(
    int number,
    int line,
    Integer column,
    String kind,
    String command,
    String sql,
    @JsonIgnore @Schema(hidden = true) List<HazardAcceptance> acceptances,
    @JsonIgnore @Schema(hidden = true) List<TouchedTable> touched,
    @JsonIgnore @Schema(hidden = true) List<UsedTable> used,
    List<Hazard> hazards) {}
