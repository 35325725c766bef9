package dev.waymark.migration;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Set;
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
public record Refusal(String reason, String detail, String hint, List<InvalidMigration> invalid) {
  /**
   * The problem types of status 503 that a run can be refused for, and a run that is in the way.
   */
  private static final Set<String> PASSING =
      Set.of(
          "run-in-progress",
          "shutting-down",
          "lock-not-available",
          "memory-exhausted",
          "database-error",
          "database-unreachable",
          "database-refused");

  /** Whether the same may go well another time without anything being changed. */
  public boolean passes() {
    return PASSING.contains(reason);
  }
}
