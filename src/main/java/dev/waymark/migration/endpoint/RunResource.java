package dev.waymark.migration.endpoint;

import dev.waymark.access.Role;
import dev.waymark.migration.Run;
import dev.waymark.migration.run.MigrationRunner;
import dev.waymark.migration.status.RunReader;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterStyle;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /migrations/runs}: what was run, what is running, and stopping it. */
@Path("/migrations/runs")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, MigrationResource.MARKDOWN})
@Tag(name = "Runs", description = "What was run, what is running, and stopping it.")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class RunResource {
  private static final int MOST_RUNS = 200;

  private final RunReader runs;
  private final MigrationRunner runner;

  public RunResource(RunReader runs, MigrationRunner runner) {
    this.runs = runs;
    this.runner = runner;
  }

  @GET
  @RolesAllowed(Role.VIEWS)
  @Operation(
      operationId = "listRuns",
      summary = "Lists the runs of every replica, newest first.",
      description = "Repairs and baselines are runs, too. Link leads to the next page.")
  @Parameter(
      name = "fields",
      in = ParameterIn.QUERY,
      description = "Leave only these members of each run, separated by commas.",
      style = ParameterStyle.FORM,
      explode = Explode.FALSE,
      schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
  @APIResponse(responseCode = "304", description = "The client already has this list.")
  @APIResponse(
      responseCode = "200",
      description = "Some of the runs.",
      headers =
          @Header(
              name = HttpHeaders.LINK,
              description = "Where the next page is, as rel=\"next\"; absent on the last.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = RunPage.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  public Response list(
      @Parameter(description = "How many at most.")
          @QueryParam("limit")
          @DefaultValue(RunListing.LIMIT)
          @Min(1)
          @Max(MOST_RUNS)
          int limit,
      @Parameter(description = "The id of the run to go on after.") @QueryParam("after")
          String after) {
    RunListing listing = RunListing.read(runs, after, limit);
    return Response.ok(listing.page())
        .header(HttpHeaders.LINK, listing.next().orElse(null))
        .build();
  }

  @GET
  @RolesAllowed(Role.VIEWS)
  @Path("/{id}")
  @Operation(
      operationId = "readRun",
      summary = "Shows how a run stands, or how it ended.",
      description = "Any replica answers for every run, also for one whose process is gone.")
  @Parameter(
      name = "fields",
      in = ParameterIn.QUERY,
      description = "Leave only these members of the JSON, separated by commas.",
      style = ParameterStyle.FORM,
      explode = Explode.FALSE,
      schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
  @APIResponse(responseCode = "304", description = "The client already has this state of it.")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "200",
      description =
          "The run. What had waited for its turn until another run did what it was asked for is"
              + " shown as that run.",
      headers =
          @Header(
              name = HttpHeaders.CONTENT_LOCATION,
              description = "Where the run itself is.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = Run.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  public Response read(@PathParam("id") String id) {
    Run run = runs.find(id);
    return Response.ok(run)
        .header(HttpHeaders.CONTENT_LOCATION, MigrationResource.path(run.id()))
        .build();
  }

  @DELETE
  @RolesAllowed(Role.MIGRATES)
  @Path("/{id}")
  @Operation(
      operationId = "cancelRun",
      summary = "Cancels a run: its current statement is stopped, and nothing more is started.",
      description = "What was applied before stays. The run ends soon after the answer.")
  @APIResponse(
      responseCode = "202",
      description =
          "It will end as cancelled, unless it has done everything by then; read it to see what is"
              + " applied.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "Where the run can be read.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = Run.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", ref = "Conflict")
  public Response cancel(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context HttpServerRequest connection,
      @Context SecurityContext caller) {
    Run run =
        runner.cancel(runs.find(id).id(), MigrationResource.requester(headers, connection, caller));
    return Response.accepted(run)
        .header(HttpHeaders.LOCATION, MigrationResource.path(run.id()))
        .build();
  }
}
