package dev.waymark.migration.endpoint;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.access.Role;
import dev.waymark.answer.EntityTag;
import dev.waymark.migration.RunRequest;
import dev.waymark.migration.plan.Plan;
import dev.waymark.migration.plan.PlanReader;
import dev.waymark.migration.plan.SarifPlan;
import dev.waymark.migration.plan.hazard.Gate;
import dev.waymark.verification.report.QueryFlag;
import jakarta.annotation.security.RolesAllowed;
import jakarta.validation.constraints.Pattern;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /migrations/plan}: what a run would do. */
@Path("/migrations/plan")
@Tag(name = "Migrations")
@APIResponse(responseCode = "422", ref = "Unprocessable")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class PlanResource {
  static final String SARIF = "application/sarif+json";
  private static final int LONGEST_VERSION = 100;

  private final PlanReader plans;
  private final ObjectMapper mapper;
  private final String version;
  private final Gate gate;

  public PlanResource(
      PlanReader plans,
      Gate gate,
      ObjectMapper mapper,
      @ConfigProperty(name = "quarkus.application.version") String version) {
    this.plans = plans;
    this.gate = gate;
    this.mapper = mapper;
    this.version = version;
  }

  @GET
  @RolesAllowed(Role.VIEWS)
  @Produces({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN, MigrationResource.MARKDOWN, SARIF})
  @Operation(
      operationId = "readPlan",
      summary =
          "Shows what a run would do, statement by statement, with a digest over all that decides"
              + " it.",
      description =
          "Nothing is changed. POST /migrations with the digest as plan runs exactly that, or"
              + " answers 412. The digest is the same while nothing that matters changes; rows and"
              + " statistics do not.")
  @APIResponse(responseCode = "304", description = "The client already has this plan.")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(
      responseCode = "409",
      description = "The same plan, when gate=true and a hazard shuts the gate.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Plan.class)),
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = MigrationResource.MARKDOWN,
            schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = SARIF, schema = @Schema(type = SchemaType.STRING))
      })
  @APIResponse(
      responseCode = "200",
      description = "The plan.",
      content = {
        @Content(
            mediaType = MediaType.APPLICATION_JSON,
            schema = @Schema(implementation = Plan.class)),
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = MigrationResource.MARKDOWN,
            schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = SARIF, schema = @Schema(type = SchemaType.STRING))
      })
  public Response plan(
      @Parameter(description = "The version to stop at; the latest if nothing is said.")
          @QueryParam("target")
          @Size(max = LONGEST_VERSION)
          @Pattern(regexp = RunRequest.VERSION, message = RunRequest.VERSION_RULE)
          String target,
      @Parameter(
              description =
                  "Answer 409 if a hazard that no script accepts is of a severity that"
                      + " WAYMARK_PLAN_GATE names.")
          @QueryParam("gate")
          @Schema(
              enumeration = {"true", "false"},
              defaultValue = "false")
          String gated,
      @Context HttpHeaders headers) {
    boolean asked = QueryFlag.of("gate", gated);
    Plan plan = plans.plan(target);
    Response.Status status =
        asked && gate.stops(plan.hazards()) ? Response.Status.CONFLICT : Response.Status.OK;
    if (!wantsSarif(headers)) {
      return Response.status(status).entity(plan).build();
    }
    String log = SarifPlan.of(mapper.valueToTree(plan), "", version);
    return Response.status(status)
        .entity(log)
        .type(SARIF)
        .header(HttpHeaders.ETAG, EntityTag.of(SARIF, plan))
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  /** A client that names it wants it; a client that takes anything wants JSON. */
  static boolean wantsSarif(HttpHeaders headers) {
    return headers.getAcceptableMediaTypes().stream()
        .anyMatch(it -> (it.getType() + "/" + it.getSubtype()).equals(SARIF));
  }
}
