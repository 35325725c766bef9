package dev.waymark.http;

import dev.waymark.database.EditDistance;
import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import jakarta.annotation.security.PermitAll;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.PathParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.security.SecurityRequirements;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * {@code /problems}: where the {@code type} of a problem leads. It is the same in every Waymark of
 * a version. Its reader may be a caller who could not say who they are: {@link
 * dev.waymark.http.access.PublicPages} lets everybody in.
 */
@Path("/problems")
@Produces({
  MediaType.APPLICATION_JSON,
  MediaType.TEXT_HTML,
  MediaType.TEXT_PLAIN,
  ProblemResource.MARKDOWN
})
@Tag(name = "Problems", description = "What each type of problem means, for everybody.")
public class ProblemResource {
  static final String MARKDOWN = "text/markdown";

  private static final List<String> OFFERED =
      List.of(MediaType.APPLICATION_JSON, MediaType.TEXT_HTML, MediaType.TEXT_PLAIN, MARKDOWN);

  @GET
  @PermitAll
  @SecurityRequirements
  @Operation(
      operationId = "listProblems",
      summary = "Lists the types of problems.",
      description = "Everybody may read it.")
  @APIResponse(
      responseCode = "200",
      description = "All types.",
      content = @Content(schema = @Schema(implementation = ProblemList.class)))
  @APIResponse(responseCode = "304", description = "The client already has this list.")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Response list(@Context HttpHeaders headers) {
    return answer(headers, ProblemList.all());
  }

  @GET
  @PermitAll
  @SecurityRequirements
  @Path("/{type}")
  @Operation(
      operationId = "readProblem",
      summary = "Says when a problem of the type happens.",
      description = "The type is the last part of its URI. Everybody may read it.")
  @APIResponse(
      responseCode = "200",
      description = "What there is to know of it.",
      content = @Content(schema = @Schema(implementation = ProblemPage.class)))
  @APIResponse(responseCode = "304", description = "The client already has this page.")
  @APIResponse(responseCode = "404", ref = "NotFound")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Response read(@PathParam("type") String type, @Context HttpHeaders headers) {
    Optional<ProblemType> found =
        Arrays.stream(ProblemType.values()).filter(it -> it.word().equals(type)).findFirst();
    if (found.isEmpty()) {
      return ProblemResponse.of(unknown(type));
    }
    return answer(headers, ProblemPage.of(found.get()));
  }

  private static Problem unknown(String type) {
    List<String> known = Arrays.stream(ProblemType.values()).map(ProblemType::word).toList();
    return Problem.of(
        ProblemType.NOT_FOUND,
        "No type of problem is called %s.".formatted(type),
        "The nearest is %s; GET /problems lists them all."
            .formatted(EditDistance.nearest(type, known)));
  }

  private static Response answer(HttpHeaders headers, ProblemDocument document) {
    String mediaType =
        Accept.fromHeaders(
                Optional.ofNullable(headers.getRequestHeader(HttpHeaders.ACCEPT)).orElse(List.of()))
            .best(OFFERED)
            .orElse(MediaType.APPLICATION_JSON);
    Object entity =
        switch (mediaType) {
          case MediaType.TEXT_HTML -> document.html();
          case MediaType.TEXT_PLAIN -> document.text();
          case MARKDOWN -> document.markdown();
          default -> document;
        };
    return Response.ok(entity, MediaType.valueOf(mediaType).withCharset("UTF-8"))
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }
}
