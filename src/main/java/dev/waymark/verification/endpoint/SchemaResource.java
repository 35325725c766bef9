package dev.waymark.verification.endpoint;

import dev.waymark.access.Role;
import dev.waymark.answer.EntityTag;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.report.InvalidParameter;
import dev.waymark.verification.report.SchemaFormat;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
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

/** {@code /schema}: what the database is. */
@Path("/schema")
@Tag(name = "Schema", description = "What the database is, and whether it is what was promised.")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class SchemaResource {
  private static final String YAML = "application/yaml";

  private final Verifier verifier;

  public SchemaResource(Verifier verifier) {
    this.verifier = verifier;
  }

  @GET
  @RolesAllowed(Role.VIEWS)
  @Produces({MediaType.APPLICATION_JSON, YAML})
  @Operation(
      operationId = "readSchema",
      summary = "Returns the schema of the watched namespaces, as JSON or as a contract to commit.",
      description = "What PostgreSQL prints of each object, read in one snapshot.")
  @Parameter(
      name = "fields",
      in = ParameterIn.QUERY,
      description = "Leave only these members of the JSON, separated by commas.",
      style = ParameterStyle.FORM,
      explode = Explode.FALSE,
      schema = @Schema(type = SchemaType.ARRAY, implementation = String.class))
  @APIResponse(responseCode = "304", description = "The client already has this schema.")
  @APIResponse(
      responseCode = "200",
      description = "The schema; attributes with PostgreSQL's default value are left out.",
      content = {
        @Content(mediaType = MediaType.APPLICATION_JSON, schema = @Schema(ref = "DatabaseSchema")),
        @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING))
      })
  public Response schema(
      @Parameter(description = "json, or contract for a YAML file to review and commit.")
          @QueryParam("format")
          @Schema(
              enumeration = {"json", "contract"},
              defaultValue = "json")
          String format) {
    SchemaFormat wanted = format(format);
    dev.waymark.schema.Schema schema = verifier.schema();
    MediaType type = MediaType.valueOf(wanted.mediaType());
    return Response.ok(wanted.of(schema), type)
        .header(HttpHeaders.ETAG, EntityTag.weak(schema.fingerprint() + "-" + type.getSubtype()))
        .build();
  }

  private static SchemaFormat format(String word) {
    if (word == null || word.equals("json")) {
      return SchemaFormat.JSON;
    }
    if (word.equals("contract")) {
      return SchemaFormat.CONTRACT;
    }
    throw new InvalidParameter("format", "json, contract");
  }
}
