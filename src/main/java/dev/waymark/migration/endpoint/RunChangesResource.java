package dev.waymark.migration.endpoint;

import dev.waymark.access.Role;
import dev.waymark.migration.status.RunChanges;
import dev.waymark.migration.status.RunChangesReader;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /migrations/runs/{id}/changes}: what a run changed in the schema. */
@Path("/migrations/runs/{id}/changes")
@Tag(name = "Runs")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class RunChangesResource {
  private final RunChangesReader changes;

  public RunChangesResource(RunChangesReader changes) {
    this.changes = changes;
  }

  @GET
  @RolesAllowed(Role.VIEWS)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "readRunChanges",
      summary = "Shows what a run changed in the schema, object by object.",
      description =
          "Of the schemas that were recorded before and after it; of the last runs that changed"
              + " something.")
  @APIResponse(
      responseCode = "200",
      description = "What became of each object, or why that is not known.",
      content = @Content(schema = @Schema(implementation = RunChanges.class)))
  @APIResponse(responseCode = "304", description = "The client already has this.")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "404", ref = "NotFound")
  public RunChanges read(@PathParam("id") String id) {
    return changes.of(id);
  }
}
