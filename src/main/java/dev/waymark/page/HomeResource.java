package dev.waymark.page;

import dev.waymark.access.Role;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.core.SecurityContext;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** {@code /}: the page for people; for programs, who they are and where everything is. */
@Path("/")
@Tag(name = "Home", description = "Who calls, and where everything is.")
public class HomeResource {
  private final PageAnswers answers;

  HomeResource(PageAnswers answers) {
    this.answers = answers;
  }

  /** The page, which holds no data: everybody may have it. */
  @GET
  @PermitAll
  @Produces(MediaType.TEXT_HTML)
  @Operation(hidden = true)
  public Response page() {
    return answers.answer(PageFile.PAGE);
  }

  /** Who calls, and what there is. */
  @GET
  @RolesAllowed(Role.VIEWS)
  @Produces(MediaType.APPLICATION_JSON)
  @Operation(
      operationId = "readHome",
      summary = "Says who calls and what they may do, and where everything is.",
      description = "A browser, which asks for text/html, gets the page for people instead.")
  @APIResponse(
      responseCode = "200",
      description = "Who calls, and the links.",
      content = @Content(schema = @Schema(implementation = Home.class)))
  @APIResponse(responseCode = "304", description = "The client already has this.")
  @APIResponse(responseCode = "400", ref = "BadRequest")
  @APIResponse(responseCode = "401", ref = "Unauthenticated")
  @APIResponse(responseCode = "403", ref = "Forbidden")
  @APIResponse(responseCode = "503", ref = "Unavailable")
  public Home home(@Context SecurityContext caller) {
    var known = caller.getUserPrincipal();
    Role role = caller.isUserInRole(Role.MIGRATES) ? Role.MIGRATOR : Role.VIEWER;
    return Home.of(known == null ? null : known.getName(), role);
  }
}
