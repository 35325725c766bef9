package dev.waymark.migration.endpoint;

import dev.waymark.access.Role;
import dev.waymark.migration.acceptance.Acceptance;
import dev.waymark.migration.acceptance.AcceptanceKeeper;
import dev.waymark.migration.acceptance.AcceptanceList;
import dev.waymark.migration.acceptance.AcceptanceRequest;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /schema/acceptances}: making differences what is expected, on purpose. */
@Path("/schema/acceptances")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, MigrationResource.MARKDOWN})
@Tag(name = "Schema", description = "What the database is, and whether it is what was promised.")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class AcceptanceResource {
  private final AcceptanceKeeper keeper;

  public AcceptanceResource(AcceptanceKeeper keeper) {
    this.keeper = keeper;
  }

  @POST
  @RolesAllowed(Role.MIGRATES)
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "acceptDifferences",
      summary = "Makes open differences what is expected from now on.",
      description =
          "All that are open, or those of the objects named; what is bound to a table that is"
              + " missing or unexpected goes with it. The database is not changed. Who, when and"
              + " why is kept and listed.")
  @APIResponse(
      responseCode = "200",
      description = "What was accepted, and what the schema is since then.",
      content = @Content(schema = @Schema(implementation = Acceptance.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  public Acceptance accept(
      @NotNull @Valid AcceptanceRequest request,
      @Context HttpHeaders headers,
      @Context HttpServerRequest connection,
      @Context SecurityContext caller) {
    return keeper.accept(request, MigrationResource.requester(headers, connection, caller));
  }

  @GET
  @RolesAllowed(Role.VIEWS)
  @Operation(
      operationId = "listAcceptances",
      summary = "Lists who accepted which differences, when and why, newest first.",
      description = "The list is kept in Waymark's own schema, so every replica answers the same.")
  @APIResponse(responseCode = "304", description = "The client already has this list.")
  @APIResponse(
      responseCode = "200",
      description = "What was accepted.",
      content = @Content(schema = @Schema(implementation = AcceptanceList.class)))
  public AcceptanceList list() {
    return keeper.list();
  }
}
