package dev.waymark.migration.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.migration.observation.BuiltIndex;
import dev.waymark.migration.observation.HeldLock;
import dev.waymark.migration.observation.Observation;
import dev.waymark.migration.observation.TouchedRelation;
import dev.waymark.migration.plan.PlannedStatement;
import dev.waymark.migration.plan.hazard.Hazard;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A statement of a plan, and what was seen of it when it was tried.
 *
 * @param number which of its script's, from 1
 * @param line the line on which it begins, from 1
 * @param column the character of the line, from 1; null where it cannot be known
 * @param command what it is called, such as {@code ALTER TABLE}
 * @param sql its text, secrets masked
 * @param durationMs how long it took in the copy, where tables have few rows; null if it did not
 *     run
 * @param notRehearsed why it was not executed, as a sentence; null if it was, or would have been
 * @param locks the locks that it took on relations that were there before the first script
 * @param rewrites tables and materialised views whose rows were all written anew
 * @param truncates tables that were emptied as a whole
 * @param scans tables of which all rows were read
 * @param indexes indexes that were built on tables that were there
 * @param rebuilt indexes that were built anew, their table as it was
 * @param hazards what it will do that a person should decide about
 */
@Schema(
    requiredProperties = {
      "number",
      "line",
      "command",
      "sql",
      "locks",
      "rewrites",
      "truncates",
      "scans",
      "indexes",
      "rebuilt",
      "hazards"
    },
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RehearsedStatement(
    int number,
    int line,
    Integer column,
    String command,
    String sql,
    Long durationMs,
    String notRehearsed,
    List<HeldLock> locks,
    List<TouchedRelation> rewrites,
    List<TouchedRelation> truncates,
    List<TouchedRelation> scans,
    List<BuiltIndex> indexes,
    List<TouchedRelation> rebuilt,
    List<Hazard> hazards) {

  static RehearsedStatement of(
      PlannedStatement planned,
      Long durationMs,
      String notRehearsed,
      Observation seen,
      List<Hazard> hazards) {
    return new RehearsedStatement(
        planned.number(),
        planned.line(),
        planned.column(),
        planned.command(),
        planned.sql(),
        durationMs,
        notRehearsed,
        seen.locks(),
        seen.rewrites(),
        seen.truncates(),
        seen.scans(),
        seen.indexes(),
        seen.rebuilt(),
        hazards);
  }
}
