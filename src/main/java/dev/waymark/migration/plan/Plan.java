package dev.waymark.migration.plan;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.migration.InvalidMigration;
import dev.waymark.migration.plan.hazard.Hazard;
import java.util.List;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a run would do.
 *
 * @param digest over all that decides it: a caller who asks for a run with this digest gets exactly
 *     this plan, or is refused
 * @param database the database's name
 * @param source where the migrations come from
 * @param server the version of PostgreSQL
 * @param namespaces the namespaces whose objects have a part in the digest
 * @param fromVersion the current version; null if there is none
 * @param toVersion the version that it leads to; null if there is none
 * @param counts how many there are of each
 * @param migrations the pending migrations, in the order in which they would run
 * @param callbacks what would be executed at events, too
 * @param invalid what keeps a run from starting
 */
@Schema(
    requiredProperties = {
      "digest",
      "database",
      "source",
      "server",
      "namespaces",
      "fromVersion",
      "toVersion",
      "counts",
      "migrations",
      "callbacks",
      "invalid"
    },
    additionalProperties = Schema.False.class)
public record Plan(
    String digest,
    String database,
    String source,
    String server,
    List<String> namespaces,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) String fromVersion,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) String toVersion,
    Counts counts,
    List<PlannedMigration> migrations,
    List<String> callbacks,
    List<InvalidMigration> invalid) {

  /** All that a person should decide about. */
  public Stream<Hazard> hazards() {
    return migrations.stream().flatMap(PlannedMigration::allHazards);
  }

  /** How many there are of each. */
  @Schema(
      name = "PlanCounts",
      requiredProperties = {"migrations", "statements", "hazards"},
      additionalProperties = Schema.False.class)
  public record Counts(int migrations, int statements, int hazards) {
    static Counts of(List<PlannedMigration> migrations) {
      int statements = migrations.stream().mapToInt(it -> it.statements().size()).sum();
      int hazards = (int) migrations.stream().flatMap(PlannedMigration::allHazards).count();
      return new Counts(migrations.size(), statements, hazards);
    }
  }
}
