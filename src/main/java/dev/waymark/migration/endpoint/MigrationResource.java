package dev.waymark.migration.endpoint;

import dev.waymark.access.Role;
import dev.waymark.migration.BaselineRequest;
import dev.waymark.migration.MigrationStatus;
import dev.waymark.migration.PlainLine;
import dev.waymark.migration.RepairReport;
import dev.waymark.migration.RepairRequest;
import dev.waymark.migration.Requester;
import dev.waymark.migration.Run;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.run.HistoryKeeper;
import dev.waymark.migration.run.MigrationRunner;
import dev.waymark.migration.run.Ticket;
import dev.waymark.migration.status.RunReader;
import dev.waymark.migration.status.StatusReader;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.NotNull;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterStyle;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /migrations}: changing the database, and where it stands. */
@Path("/migrations")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, MigrationResource.MARKDOWN})
@Tag(name = "Migrations", description = "Changing the database, and where it stands.")
@APIResponse(responseCode = "422", ref = "Unprocessable")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class MigrationResource {
  /** JAX-RS has no constant for it. */
  static final String MARKDOWN = "text/markdown";

  private static final int LONGEST_KEY = 255;

  private final MigrationRunner runner;
  private final RunReader runs;
  private final HistoryKeeper history;
  private final StatusReader statusReader;

  public MigrationResource(
      MigrationRunner runner, RunReader runs, HistoryKeeper history, StatusReader statusReader) {
    this.runner = runner;
    this.runs = runs;
    this.history = history;
    this.statusReader = statusReader;
  }

  @POST
  @RolesAllowed(Role.MIGRATES)
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "runMigrations",
      summary = "Runs what is pending, or joins the run in progress, and waits for its end.",
      description =
          "Safe to repeat: with nothing pending it says so. What was applied before a failure"
              + " stays; what failed leaves nothing behind when it ran in a transaction. The run"
              + " goes on when the client hangs up.")
  @RequestBody(
      description = "May be left out: then everything that is pending is run.",
      required = false,
      content = @Content(schema = @Schema(implementation = RunRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "The run succeeded, or nothing was pending.",
      content = @Content(schema = @Schema(implementation = Run.class)))
  @APIResponse(
      responseCode = "202",
      description =
          "The run goes on, or waits for its turn: the client preferred not to wait, or not for so"
              + " long.",
      headers = {
        @Header(
            name = HttpHeaders.LOCATION,
            description = "Where the run can be read.",
            schema = @Schema(type = SchemaType.STRING)),
        @Header(
            name = HttpHeaders.RETRY_AFTER,
            description = "How many seconds to wait before reading it.",
            schema = @Schema(type = SchemaType.INTEGER))
      },
      content = @Content(schema = @Schema(implementation = Run.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "412", ref = "PlanChanged")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  public CompletionStage<Response> run(
      @Valid RunRequest request,
      @Parameter(
              description =
                  "The same key with the same body finds the same run again, however often it is"
                      + " sent, and goes on where a run was interrupted or refused for a reason"
                      + " that passes. A new attempt after something was mended needs a new key.")
          @HeaderParam("Idempotency-Key")
          @Size(min = 1, max = LONGEST_KEY)
          @Pattern(regexp = PlainLine.PATTERN, message = PlainLine.RULE)
          String idempotencyKey,
      @Parameter(
              description =
                  "respond-async answers at once, wait=30 after at most 30 seconds (RFC 7240).")
          @HeaderParam("Prefer")
          List<String> prefer,
      @Context HttpHeaders headers,
      @Context HttpServerRequest connection,
      @Context SecurityContext caller) {
    Preferences preferences = Preferences.fromHeader(prefer);
    Ticket ticket =
        runner.submit(
            request == null ? RunRequest.LATEST : request,
            requester(headers, connection, caller),
            idempotencyKey);
    return new PreferredWait<>(preferences, ticket.kept(), ticket.end())
        .answer(run -> path(run.id()), () -> runs.find(ticket.id()));
  }

  @GET
  @RolesAllowed(Role.VIEWS)
  @Path("/status")
  @Operation(
      operationId = "readMigrationStatus",
      summary = "Shows the current version, and what is applied, pending, failed or not as it was.",
      description =
          "Read in one transaction; nothing is changed. A poll that has the answer gets 304.")
  @Parameter(
      name = "fields",
      in = ParameterIn.QUERY,
      description = "Leave only these members of the JSON, separated by commas.",
      style = ParameterStyle.FORM,
      explode = Explode.FALSE,
      schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
  @APIResponse(responseCode = "304", description = "The client already has this status.")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "200",
      description = "Where the database stands.",
      content = @Content(schema = @Schema(implementation = MigrationStatus.class)))
  public MigrationStatus status() {
    return statusReader.status();
  }

  @POST
  @RolesAllowed(Role.MIGRATES)
  @Path("/repair")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "repairHistory",
      summary = "Repairs the history as Flyway does: only the history, never the schema.",
      description =
          "Removes the rows of failed migrations, marks those as deleted whose script is gone, and"
              + " realigns those whose script was changed. With preview it shows what it would do.")
  @RequestBody(
      required = false,
      content = @Content(schema = @Schema(implementation = RepairRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "What was changed, or would be.",
      content = @Content(schema = @Schema(implementation = RepairReport.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  public RepairReport repair(
      @Valid RepairRequest request,
      @Context HttpHeaders headers,
      @Context HttpServerRequest connection,
      @Context SecurityContext caller) {
    return history.repair(
        request == null ? new RepairRequest(null, null) : request,
        requester(headers, connection, caller));
  }

  @POST
  @RolesAllowed(Role.MIGRATES)
  @Path("/baseline")
  @Consumes(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "baselineHistory",
      summary = "Records that a database made without Flyway corresponds to a version.",
      description =
          "Only the history is written; it is kept like a run. The schema is not looked at.")
  @APIResponse(
      responseCode = "200",
      description = "The run that recorded it.",
      content = @Content(schema = @Schema(implementation = Run.class)))
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "409", ref = "Conflict")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  public Run baseline(
      @NotNull @Valid BaselineRequest request,
      @Context HttpHeaders headers,
      @Context HttpServerRequest connection,
      @Context SecurityContext caller) {
    return history.baseline(request, requester(headers, connection, caller));
  }

  /** The caller who sent the request. */
  public static Requester requester(
      HttpHeaders headers, HttpServerRequest connection, SecurityContext caller) {
    var address = connection.remoteAddress();
    var known = caller.getUserPrincipal();
    return new Requester(
        known == null ? null : known.getName(),
        address == null ? null : address.hostAddress(),
        headers.getHeaderString(HttpHeaders.USER_AGENT));
  }

  /** Where a run can be read. */
  static String path(String id) {
    return "/migrations/runs/" + id;
  }
}
