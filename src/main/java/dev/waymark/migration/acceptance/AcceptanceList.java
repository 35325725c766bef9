package dev.waymark.migration.acceptance;

import java.util.List;
import org.eclipse.microprofile.openapi.annotations.media.Schema;

/**
 * What was accepted, newest first.
 *
 * @param acceptances the last of them
 */
@Schema(
    requiredProperties = {"acceptances"},
    additionalProperties = Schema.False.class)
public record AcceptanceList(List<Acceptance> acceptances) {
  public AcceptanceList {
    acceptances = List.copyOf(acceptances);
  }
}
