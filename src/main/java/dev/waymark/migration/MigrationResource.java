package dev.waymark.migration;

import jakarta.validation.Valid;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /migrations}: changing the database, and where it stands. */
@Path("/migrations")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Migrations", description = "Changing the database, and where it stands.")
@APIResponse(responseCode = "422", ref = "Unprocessable")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class MigrationResource {
  private final MigrationRunner runner;
  private final StatusReader statusReader;

  public MigrationResource(MigrationRunner runner, StatusReader statusReader) {
    this.runner = runner;
    this.statusReader = statusReader;
  }

  @POST
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "runMigrations",
      summary = "Runs what is pending, or joins the run in progress, and waits for its end.",
      description =
          "Safe to repeat: with nothing pending it says so. What was applied before a failure"
              + " stays; what failed leaves nothing behind when it ran in a transaction.")
  @RequestBody(
      description = "May be left out: then everything that is pending is run.",
      required = false,
      content = @Content(schema = @Schema(implementation = RunRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The run succeeded, or nothing was pending.",
      content = @Content(schema = @Schema(implementation = Run.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  public Run run(@Valid RunRequest request) {
    return runner.run(request == null ? RunRequest.LATEST : request);
  }

  @GET
  @Path("/status")
  @Operation(
      operationId = "readMigrationStatus",
      summary = "Tells the current version, and what is applied, pending, failed or not as it was.")
  @APIResponse(responseCode = "304", description = "The client already has this status.")
  @APIResponse(
      responseCode = "200",
      description = "Where the database stands.",
      content = @Content(schema = @Schema(implementation = MigrationStatus.class)))
  public MigrationStatus status() {
    return statusReader.status();
  }
}
