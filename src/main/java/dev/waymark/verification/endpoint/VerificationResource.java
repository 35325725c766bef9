package dev.waymark.verification.endpoint;

import dev.waymark.access.Role;
import dev.waymark.answer.EntityTag;
import dev.waymark.verification.Freshness;
import dev.waymark.verification.SharedVerification;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.expectation.ExpectationChoice;
import dev.waymark.verification.report.InvalidParameter;
import dev.waymark.verification.report.QueryFlag;
import dev.waymark.verification.report.Report;
import dev.waymark.verification.report.ReportFilter;
import dev.waymark.verification.report.ReportFormat;
import dev.waymark.verification.report.VerificationStatus;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.Explode;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterIn;
import org.eclipse.microprofile.openapi.annotations.enums.ParameterStyle;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /schema}: judging the database. */
@Path("/schema")
@Produces({
  MediaType.APPLICATION_JSON,
  MediaType.TEXT_PLAIN,
  VerificationResource.MARKDOWN,
  VerificationResource.JUNIT_XML
})
@Tag(name = "Schema", description = "What the database is, and whether it is what was promised.")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class VerificationResource {
  static final String MARKDOWN = "text/markdown";
  static final String JUNIT_XML = "application/xml";

  /** How many seconds ago it was last certain (RFC 9111, 5.1); JAX-RS has no constant for it. */
  static final String AGE = "Age";

  private final Verifier verifier;
  private final SharedVerification shared;

  public VerificationResource(Verifier verifier, SharedVerification shared) {
    this.verifier = verifier;
    this.shared = shared;
  }

  @GET
  @RolesAllowed(Role.VIEWS)
  @Path("/verification")
  @Operation(
      operationId = "verifySchema",
      summary = "Reports every object of the watched namespaces with its state.",
      description =
          "Holds the database against the expectation. With gate=true the answer is never older than"
              + " the question, and 409 unless the database is verified.")
  @APIResponse(
      responseCode = "200",
      description = "The report.",
      content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Verification")),
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = VerificationResource.MARKDOWN,
            schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = VerificationResource.JUNIT_XML,
            schema = @Schema(type = SchemaType.STRING))
      })
  @Parameter(
      name = "fields",
      in = ParameterIn.QUERY,
      description = "Leave only these members of the JSON, separated by commas.",
      style = ParameterStyle.FORM,
      explode = Explode.FALSE,
      schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
  @APIResponse(responseCode = "304", description = "The client already has this report.")
  @APIResponse(
      responseCode = "409",
      description = "The same report, when gate=true and the database is not verified.",
      content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "Verification")),
        @Content(mediaType = MediaType.TEXT_PLAIN, schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = VerificationResource.MARKDOWN,
            schema = @Schema(type = SchemaType.STRING)),
        @Content(
            mediaType = VerificationResource.JUNIT_XML,
            schema = @Schema(type = SchemaType.STRING))
      })
  public Uni<Response> verify(
      @Parameter(description = "List only these kinds, such as tables; may be repeated.")
          @QueryParam("kind")
          @Schema(ref = "Kinds")
          List<String> kinds,
      @Parameter(description = "List only objects in these states; may be repeated.")
          @QueryParam("state")
          @Schema(ref = "States")
          List<String> states,
      @Parameter(description = "List only objects in these namespaces; may be repeated.")
          @QueryParam("namespace")
          List<String> namespaces,
      @Parameter(
              description =
                  "List only findings of these severities, separated by commas, or none of them.",
              style = ParameterStyle.FORM,
              explode = Explode.FALSE)
          @QueryParam("findings")
          @Schema(ref = "FindingsFilter")
          List<String> findings,
      @Parameter(description = "Answer 409 unless the database is verified.")
          @QueryParam("gate")
          @Schema(
              enumeration = {"true", "false"},
              defaultValue = "false")
          String gate,
      @Parameter(description = "What to hold the database against, if not what is configured.")
          @QueryParam("expectation")
          @Schema(enumeration = {"auto", "contract", "migrations", "recorded"})
          String expectation,
      @Parameter(description = "Read the catalogs now, even if nothing can have changed.")
          @QueryParam("fresh")
          @Schema(
              enumeration = {"true", "false"},
              defaultValue = "false")
          String fresh,
      @Context HttpHeaders headers,
      @Context SecurityContext caller) {
    ReportFilter filter = ReportFilter.of(kinds, states, namespaces, findings);
    boolean gated = QueryFlag.of("gate", gate);
    ReportFormat format = accepted(headers.getAcceptableMediaTypes());
    Freshness freshness = freshness(gated, QueryFlag.of("fresh", fresh));
    Optional<ExpectationChoice> expected = choice(expectation);
    // Not waiting here: polls are many, and a thread for each would cost more than the answer.
    Uni<Report> report = Uni.createFrom().completionStage(() -> shared.verify(expected, freshness));
    return affordable(expected, caller)
        .chain(allowed -> report)
        .map(made -> answer(made, filter, gated, format));
  }

  /**
   * A caller that only reads may not have the server work for another expectation than the
   * configured.
   */
  private Uni<Void> affordable(Optional<ExpectationChoice> choice, SecurityContext caller) {
    if (choice.isEmpty() || caller.isUserInRole(Role.MIGRATES)) {
      return Uni.createFrom().voidItem();
    }
    return Uni.createFrom()
        .<Void>item(
            () -> {
              verifier.requireAtHand(choice.get());
              return null;
            })
        .runSubscriptionOn(Infrastructure.getDefaultWorkerPool());
  }

  private Response answer(Report report, ReportFilter filter, boolean gated, ReportFormat format) {
    boolean shut = gated && report.verification().status() != VerificationStatus.VERIFIED;
    MediaType type = MediaType.valueOf(format.mediaType());
    boolean whole = format == ReportFormat.JSON && filter.equals(ReportFilter.ALL);
    // The words say only what is not as expected: of a large schema the rest is nearly all.
    ReportFilter listed = format == ReportFormat.TEXT ? filter.withoutPresent() : filter;
    return Response.status(shut ? Response.Status.CONFLICT : Response.Status.OK)
        .type(type)
        .entity(whole ? report.json() : format.of(report.verification().narrowed(listed)))
        .header(HttpHeaders.ETAG, EntityTag.weak(report.json().tag() + "-" + type.getSubtype()))
        .header(AGE, verifier.ageOf(report).toSeconds())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  private static Optional<ExpectationChoice> choice(String word) {
    if (word == null) {
      return Optional.empty();
    }
    try {
      return Optional.of(ExpectationChoice.parse(word));
    } catch (IllegalArgumentException exception) {
      throw new InvalidParameter("expectation", ExpectationChoice.WORDS);
    }
  }

  /** What lets something pass must not be older than the question. */
  private static Freshness freshness(boolean gated, boolean fresh) {
    if (fresh) {
      return Freshness.READ;
    }
    return gated ? Freshness.PROVEN : Freshness.RECENT;
  }

  /** The first that is offered for what the client wants most; it wants at least one of them. */
  private static ReportFormat accepted(List<MediaType> acceptable) {
    return acceptable.stream()
        .flatMap(
            wanted ->
                Stream.of(ReportFormat.values())
                    .filter(offered -> wanted.isCompatible(MediaType.valueOf(offered.mediaType()))))
        .findFirst()
        .orElse(ReportFormat.JSON);
  }
}
