package dev.waymark.migration.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.migration.plan.hazard.Hazard;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A migration that would run.
 *
 * @param version its version; null for a repeatable one
 * @param description the description, from the file's name
 * @param script its path, relative to the source
 * @param checksum Flyway's checksum of it; null where Flyway keeps none
 * @param transactional whether it runs in one transaction with its row in the history
 * @param limits what keeps it from taking production down
 * @param statements its statements in order; none where it cannot be taken apart
 * @param hazards what it will do as a whole that a person should decide about
 */
@Schema(
    requiredProperties = {
      "description",
      "script",
      "transactional",
      "limits",
      "statements",
      "hazards"
    },
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record PlannedMigration(
    String version,
    String description,
    String script,
    Integer checksum,
    boolean transactional,
    PlannedLimits limits,
    List<PlannedStatement> statements,
    List<Hazard> hazards) {

  /** All that a person should decide about: of the whole, and of each statement. */
  public Stream<Hazard> allHazards() {
    return Stream.concat(
        hazards.stream(), statements.stream().flatMap(statement -> statement.hazards().stream()));
  }
}
