package dev.waymark.migration.rehearsal;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonValue;
import dev.waymark.migration.MigrationFailure;
import dev.waymark.migration.plan.Plan;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * A plan, executed in a scratch copy of the live structure and watched.
 *
 * @param id its own
 * @param outcome what came of it
 * @param digest the plan's: whoever asks for a run with it gets exactly what was rehearsed, or is
 *     refused
 * @param database the live database's name
 * @param source where the migrations come from
 * @param server the version of PostgreSQL
 * @param fromVersion the current version; null if there is none
 * @param toVersion the version that it leads to; null if there is none
 * @param startedAt when it began
 * @param durationMs how long it took as a whole
 * @param copy the copy in which it took place; null if nothing is pending
 * @param counts how many there are of each
 * @param migrations the pending migrations, in the order in which they ran
 * @param failure why it failed; null unless it did
 */
@Schema(
    requiredProperties = {
      "id",
      "outcome",
      "digest",
      "database",
      "source",
      "server",
      "fromVersion",
      "toVersion",
      "startedAt",
      "durationMs",
      "counts",
      "migrations"
    },
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Rehearsal(
    String id,
    Outcome outcome,
    String digest,
    String database,
    String source,
    String server,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) String fromVersion,
    @JsonInclude(JsonInclude.Include.ALWAYS) @Schema(nullable = true) String toVersion,
    Instant startedAt,
    long durationMs,
    Copied copy,
    Plan.Counts counts,
    List<RehearsedMigration> migrations,
    MigrationFailure failure) {
  public Rehearsal {
    migrations = List.copyOf(migrations);
  }

  /** What can come of a rehearsal. */
  @Schema(name = "RehearsalOutcome")
  public enum Outcome {
    SUCCEEDED,
    FAILED,
    NOTHING_PENDING;

    /** The word as it stands in JSON, such as {@code nothing-pending}. */
    @JsonValue
    public String code() {
      return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
  }
}
