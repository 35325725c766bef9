package dev.waymark.migration.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.waymark.migration.plan.PlannedLimits;
import dev.waymark.migration.plan.hazard.Hazard;
import dev.waymark.migration.rehearsal.data.DataCheck;
import dev.waymark.schema.comparison.ObjectChange;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A migration of a plan, and what came of it when it was tried.
 *
 * @param version its version; null for a repeatable one
 * @param description the description, from the file's name
 * @param script its path, relative to the source
 * @param checksum Flyway's checksum of it; null where Flyway keeps none
 * @param transactional whether it runs in one transaction with its row in the history
 * @param limits what keeps it from taking production down
 * @param outcome what came of it in the copy
 * @param durationMs how long it took there, where tables have few rows; null if it did not end well
 * @param statements its statements in order; none where it cannot be taken apart
 * @param changes what it changed of the schema, in the words of a comparison; none unless it was
 *     applied
 * @param data what the live rows say to what it needs of them
 * @param hazards what it will do as a whole that a person should decide about
 */
@Schema(
    requiredProperties = {
      "description",
      "script",
      "transactional",
      "limits",
      "outcome",
      "statements",
      "changes",
      "data",
      "hazards"
    },
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record RehearsedMigration(
    String version,
    String description,
    String script,
    Integer checksum,
    boolean transactional,
    PlannedLimits limits,
    Result outcome,
    Long durationMs,
    List<RehearsedStatement> statements,
    List<ObjectChange> changes,
    List<DataCheck> data,
    List<Hazard> hazards) {

  /** All that a person should decide about: of the whole, and of each statement. */
  public Stream<Hazard> allHazards() {
    return Stream.concat(
        hazards.stream(), statements.stream().flatMap(statement -> statement.hazards().stream()));
  }

  /** The same without values of live rows. */
  RehearsedMigration withoutValues() {
    return new RehearsedMigration(
        version,
        description,
        script,
        checksum,
        transactional,
        limits,
        outcome,
        durationMs,
        statements,
        changes,
        data.stream().map(DataCheck::withoutValues).toList(),
        hazards);
  }

  /** What came of a migration in the copy. */
  @Schema(name = "RehearsedOutcome")
  public enum Result {
    APPLIED,
    FAILED,
    NOT_RUN;

    /** The word as it stands in JSON, such as {@code not-run}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
