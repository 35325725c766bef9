package dev.waymark.verification;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /schema}: judging the database. */
@Path("/schema")
@Produces(MediaType.APPLICATION_JSON)
@Tag(name = "Schema", description = "What the database is, and whether it is what was promised.")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class VerificationResource {
  private final Verifier verifier;

  public VerificationResource(Verifier verifier) {
    this.verifier = verifier;
  }

  @GET
  @Path("/verification")
  @Operation(
      operationId = "verifySchema",
      summary = "Reports every object of the watched namespaces with its state.")
  @APIResponse(
      responseCode = "200",
      description = "The report.",
      content = @Content(schema = @Schema(ref = "Verification")))
  @APIResponse(
      responseCode = "409",
      description = "The same report, when gate=true and the database is not verified.",
      content = @Content(schema = @Schema(ref = "Verification")))
  public Response verify(
      @Parameter(description = "Answer 409 unless the database is verified.")
          @QueryParam("gate")
          @Schema(
              enumeration = {"true", "false"},
              defaultValue = "false")
          String gate) {
    if (gate != null && !gate.equals("true") && !gate.equals("false")) {
      throw new InvalidParameter("gate", "true, false");
    }
    Verification verification = verifier.verify();
    boolean shut = "true".equals(gate) && verification.status() != VerificationStatus.VERIFIED;
    return Response.status(shut ? Response.Status.CONFLICT : Response.Status.OK)
        .entity(verification)
        .build();
  }
}
