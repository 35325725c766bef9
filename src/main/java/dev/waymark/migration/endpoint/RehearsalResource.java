package dev.waymark.migration.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.access.Role;
import dev.waymark.answer.EntityTag;
import dev.waymark.migration.plan.SarifPlan;
import dev.waymark.migration.plan.hazard.Gate;
import dev.waymark.migration.rehearsal.Rehearsal;
import dev.waymark.migration.rehearsal.RehearsalRequest;
import dev.waymark.migration.rehearsing.RehearsalTicket;
import dev.waymark.migration.rehearsing.Rehearsals;
import dev.waymark.verification.report.QueryFlag;
import io.smallrye.common.annotation.Blocking;
import io.vertx.core.http.HttpServerRequest;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.Valid;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.concurrent.CompletionStage;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.headers.Header;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /migrations/rehearsals}: what would run, tried in a copy and watched. */
@Path("/migrations/rehearsals")
@Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, MigrationResource.MARKDOWN})
@Tag(name = "Rehearsals", description = "What would run, tried in a copy and watched.")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class RehearsalResource {
  private static final int MOST = 100;
  private static final String GATE =
      "Answer 409 if a hazard that no script accepts is of a severity that WAYMARK_PLAN_GATE"
          + " names.";

  private final Rehearsals rehearsals;

  private final Gate gate;
  private final ObjectMapper mapper;
  private final String version;

  public RehearsalResource(
      Rehearsals rehearsals,
      Gate gate,
      ObjectMapper mapper,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.rehearsals = rehearsals;
    this.gate = gate;
    this.mapper = mapper;
    this.version = version;
  }

  @POST
  @RolesAllowed(Role.MIGRATES)
  @Blocking
  @Consumes(MediaType.APPLICATION_JSON)
  @Produces({
    MediaType.APPLICATION_JSON,
    MediaType.TEXT_PLAIN,
    MigrationResource.MARKDOWN,
    PlanResource.SARIF
  })
  @Operation(
      operationId = "rehearseMigrations",
      summary =
          "Tries what is pending in a scratch copy of the live structure, watches it, and waits for"
              + " its end.",
      description =
          "The live database is only read. A caller who asks for the same while it goes on gets"
              + " the same answer. It goes on when the client hangs up.")
  @RequestBody(
      description = "May be left out: then everything that is pending is rehearsed.",
      required = false,
      content = @Content(schema = @Schema(implementation = RehearsalRequest.class)))
  @APIResponse(
      responseCode = "200",
      description = "Everything that is pending was applied in the copy, or nothing is pending.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Rehearsal.class)),
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = MigrationResource.MARKDOWN,
            schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = PlanResource.SARIF, schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(
      responseCode = "202",
      description = "The rehearsal goes on: the client preferred not to wait, or not for so long.",
      headers = {
        @Header(
            name = HttpHeaders.LOCATION,
            description = "Where the rehearsal can be read.",
            schema = @Schema(type = SchemaType.STRING)),
        @Header(
            name = HttpHeaders.RETRY_AFTER,
            description = "How many seconds to wait before reading it.",
            schema = @Schema(type = SchemaType.INTEGER))
      },
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Rehearsal.class)),
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = MigrationResource.MARKDOWN,
            schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = PlanResource.SARIF, schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "409", ref = "RehearsalConflict")
  @APIResponse(responseCode = "415", ref = "UnsupportedMediaType")
  @APIResponse(responseCode = "422", ref = "Unprocessable")
  public CompletionStage<Response> rehearse(
      @Valid RehearsalRequest request,
      @Parameter(
              description =
                  "respond-async answers at once, wait=30 after at most 30 seconds (RFC 7240).")
          @HeaderParam("Prefer")
          List<String> prefer,
      @Parameter(description = GATE)
          @QueryParam("gate")
          @Schema(
              enumeration = {"true", "false"},
              defaultValue = "false")
          String gated,
      @Context HttpHeaders headers,
      @Context HttpServerRequest connection,
      @Context SecurityContext caller) {
    Preferences preferences = Preferences.fromHeader(prefer);
    boolean asked = QueryFlag.of("gate", gated);
    RehearsalTicket ticket =
        rehearsals.submit(
            request == null ? RehearsalRequest.LATEST : request,
            MigrationResource.requester(headers, connection, caller));
    return new PreferredWait<>(preferences, ticket.kept(), ticket.end())
        .answer(it -> path(it.id()), () -> rehearsals.find(ticket.id()))
        .thenApply(answer -> asked ? shut(answer) : answer)
        .thenApply(answer -> PlanResource.wantsSarif(headers) ? sarif(answer) : answer);
  }

  @GET
  @RolesAllowed(Role.VIEWS)
  @Operation(
      operationId = "listRehearsals",
      summary = "Lists the last rehearsals of every replica, newest first.",
      description = "The last 100 are kept; each is read in full at its own address.")
  @APIResponse(responseCode = "304", description = "The client already has this list.")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "200",
      description = "The last rehearsals.",
      content = @Content(schema = @Schema(implementation = RehearsalPage.class)))
  public RehearsalPage list(
      @Parameter(description = "How many at most.")
          @QueryParam("limit")
          @DefaultValue(RunListing.LIMIT)
          @Min(1)
          @Max(MOST)
          int limit) {
    return new RehearsalPage(rehearsals.list(limit));
  }

  @GET
  @RolesAllowed(Role.VIEWS)
  @Path("/{id}")
  @Produces({
    MediaType.APPLICATION_JSON,
    MediaType.TEXT_PLAIN,
    MigrationResource.MARKDOWN,
    PlanResource.SARIF
  })
  @Operation(
      operationId = "readRehearsal",
      summary = "Shows how far a rehearsal is, or what was seen.",
      description =
          "Any replica answers for every rehearsal. What failed is shown with 200 here: the outcome"
              + " says it.")
  @APIResponse(responseCode = "304", description = "The client already has this state of it.")
  @APIResponse(
      responseCode = "200",
      description = "The rehearsal.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Rehearsal.class)),
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = MigrationResource.MARKDOWN,
            schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = PlanResource.SARIF, schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "409",
      description = "The same rehearsal, when gate=true and a hazard shuts the gate.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Rehearsal.class)),
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = MigrationResource.MARKDOWN,
            schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = PlanResource.SARIF, schema = @Schema(type = SchemaType.STRING))
      })
  public Response read(
      @PathParam("id") String id,
      @Parameter(description = GATE)
          @QueryParam("gate")
          @Schema(
              enumeration = {"true", "false"},
              defaultValue = "false")
          String gated,
      @Context HttpHeaders headers,
      @Context SecurityContext caller) {
    boolean asked = QueryFlag.of("gate", gated);
    Rehearsal found = rehearsals.find(id);
    // Values of live rows are for callers who may migrate.
    Rehearsal shown = caller.isUserInRole(Role.MIGRATES) ? found : found.withoutValues();
    Response answer = Response.ok(shown).build();
    Response judged = asked ? shut(answer) : answer;
    return PlanResource.wantsSarif(headers) ? sarif(judged) : judged;
  }

  /** What was found, for code scanning; a rehearsal that goes on has found nothing yet. */
  private Response sarif(Response answer) {
    if (!(answer.getEntity() instanceof Rehearsal rehearsal)
        || rehearsal.state() != Rehearsal.State.ENDED) {
      return answer;
    }
    return Response.fromResponse(answer)
        .entity(SarifPlan.ofRehearsal(mapper.valueToTree(rehearsal), "", version))
        .type(PlanResource.SARIF)
        .header(HttpHeaders.ETAG, EntityTag.of(PlanResource.SARIF, rehearsal))
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  /** The same as a conflict, if it has ended and a hazard shuts the gate. */
  private Response shut(Response answer) {
    return answer.getStatus() == Response.Status.OK.getStatusCode()
            && answer.getEntity() instanceof Rehearsal rehearsal
            && gate.stops(rehearsal.hazards())
        ? Response.fromResponse(answer).status(Response.Status.CONFLICT).build()
        : answer;
  }

  @DELETE
  @RolesAllowed(Role.MIGRATES)
  @Path("/{id}")
  @Operation(
      operationId = "cancelRehearsal",
      summary = "Cancels a rehearsal: its scratch database is dropped under it.",
      description = "It ends soon after the answer.")
  @APIResponse(
      responseCode = "202",
      description = "It will end as cancelled.",
      headers =
          @Header(
              name = HttpHeaders.LOCATION,
              description = "Where the rehearsal can be read.",
              schema = @Schema(type = SchemaType.STRING)),
      content = @Content(schema = @Schema(implementation = Rehearsal.class)))
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "409", ref = "RehearsalConflict")
  public Response cancel(
      @PathParam("id") String id,
      @Context HttpHeaders headers,
      @Context HttpServerRequest connection,
      @Context SecurityContext caller) {
    Rehearsal rehearsal =
        rehearsals.cancel(id, MigrationResource.requester(headers, connection, caller));
    return Response.accepted(rehearsal).header(HttpHeaders.LOCATION, path(rehearsal.id())).build();
  }

  /** Where a rehearsal can be read. */
  private static String path(String id) {
    return "/migrations/rehearsals/" + id;
  }
}
