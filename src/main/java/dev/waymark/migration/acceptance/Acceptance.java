package dev.waymark.migration.acceptance;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.migration.Requester;
import dev.waymark.schema.comparison.Difference;
import dev.waymark.schema.comparison.ObjectComparison;
import dev.waymark.verification.report.VerificationSummary;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * Somebody's decision that differences are what is expected from now on.
 *
 * @param id names it
 * @param acceptedAt when
 * @param acceptedBy who
 * @param reason why
 * @param objects what was accepted
 * @param verification what the schema is since then; null in the list
 */
@Schema(
    requiredProperties = {"id", "acceptedAt", "acceptedBy", "reason", "objects"},
    additionalProperties = Schema.False.class)
@JsonInclude(JsonInclude.Include.NON_NULL)
public record Acceptance(
    String id,
    Instant acceptedAt,
    Requester acceptedBy,
    String reason,
    List<AcceptedObject> objects,
    VerificationSummary verification) {

  public Acceptance {
    objects = List.copyOf(objects);
  }

  /**
   * An object whose difference was accepted.
   *
   * @param kind the list of the report that it was in, such as {@code indexes}
   * @param name its name with its namespace and table
   * @param state missing, different or unexpected
   * @param differences the attributes that were accepted; empty for the whole object
   */
  @Schema(
      name = "AcceptedObject",
      requiredProperties = {"kind", "name", "state"},
      additionalProperties = Schema.False.class)
  @JsonInclude(JsonInclude.Include.NON_EMPTY)
  public record AcceptedObject(
      String kind, String name, String state, List<Difference> differences) {
    public AcceptedObject {
      differences = differences == null ? List.of() : List.copyOf(differences);
    }

    static AcceptedObject of(ObjectComparison object) {
      return new AcceptedObject(
          object.id().kind().list(),
          object.id().qualifiedName(),
          object.state().code(),
          object.differences());
    }
  }

  Acceptance with(VerificationSummary now) {
    return new Acceptance(id, acceptedAt, acceptedBy, reason, objects, now);
  }
}
