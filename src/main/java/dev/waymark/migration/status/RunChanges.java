package dev.waymark.migration.status;

import com.fasterxml.jackson.annotation.JsonInclude;
import dev.waymark.schema.comparison.ObjectChange;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What a run changed in the schema, as far as it was recorded.
 *
 * @param run the run's id
 * @param known whether it is recorded what was there before the run and after it
 * @param reason why it is not known; null where it is
 * @param changes what became of each object; none where that is not known
 */
@Schema(
    requiredProperties = {"run", "known", "changes"},
    additionalProperties = Schema.False.class)
public record RunChanges(
    String run,
    boolean known,
    @JsonInclude(JsonInclude.Include.NON_NULL) String reason,
    List<ObjectChange> changes) {

  public RunChanges {
    changes = List.copyOf(changes);
  }

  static RunChanges known(String run, List<ObjectChange> changes) {
    return new RunChanges(run, true, null, changes);
  }

  static RunChanges unknown(String run, String reason) {
    return new RunChanges(run, false, reason, List.of());
  }
}
