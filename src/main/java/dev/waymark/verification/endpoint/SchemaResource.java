package dev.waymark.verification.endpoint;

import dev.waymark.access.Role;
import dev.waymark.schema.sql.WrittenRoles;
import dev.waymark.verification.Verifier;
import dev.waymark.verification.report.DiagramParameters;
import dev.waymark.verification.report.InvalidParameter;
import dev.waymark.verification.report.SchemaFormat;
import dev.waymark.verification.report.WrittenSchema;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
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

/** {@code /schema}: what the database is. */
@Path("/schema")
@Tag(name = "Schema", description = "What the database is, and whether it is what was promised.")
@APIResponse(responseCode = "400", ref = "BadRequest")
@APIResponse(responseCode = "401", ref = "Unauthenticated")
@APIResponse(responseCode = "403", ref = "Forbidden")
@APIResponse(responseCode = "503", ref = "Unavailable")
public class SchemaResource {
  private static final String YAML = "application/yaml";
  private static final String SQL = "application/sql";
  private static final String SVG = "image/svg+xml";
  private static final String MERMAID = "text/vnd.mermaid";

  private final Verifier verifier;

  public SchemaResource(Verifier verifier) {
    this.verifier = verifier;
  }

  @GET
  @RolesAllowed(Role.VIEWS)
  @Produces({MediaType.APPLICATION_JSON, YAML, SQL, SVG, MERMAID})
  @Operation(
      operationId = "readSchema",
      summary =
          "Returns the schema of the watched namespaces, as JSON, as a contract to commit, as SQL, or"
              + " as a diagram.",
      description =
          "What PostgreSQL prints of each object, read in one snapshot. As SQL it is a script that an"
              + " empty database takes in one go; comments at its top name what it does not say. As a"
              + " diagram it is the same text for the same schema, so two files differ only if the"
              + " schema does.")
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
        @Content(mediaType = YAML, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = SQL, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = SVG, schema = @Schema(type = SchemaType.STRING)),
        @Content(mediaType = MERMAID, schema = @Schema(type = SchemaType.STRING))
      })
  public Response schema(
      @Parameter(
              description =
                  "json, contract for a YAML file to review and commit, sql, svg or mermaid; what Accept"
                      + " asks for if nothing is said.")
          @QueryParam("format")
          @Schema(enumeration = {"json", "contract", "sql", "svg", "mermaid"})
          String format,
      @Parameter(description = "Whether SQL gives objects to their owners.")
          @QueryParam("owners")
          @Schema(
              enumeration = {"true", "false"},
              defaultValue = "true")
          String owners,
      @Parameter(description = "Whether SQL has grants and default privileges.")
          @QueryParam("privileges")
          @Schema(
              enumeration = {"true", "false"},
              defaultValue = "true")
          String privileges,
      @Parameter(
              description =
                  "Leave of a diagram this table, view or enum, such as public.users, and what is near"
                      + " it. Can be given several times.")
          @QueryParam("table")
          List<String> tables,
      @Parameter(
              description =
                  "How many foreign keys away from the tables, in both directions, a diagram goes; goes"
                      + " with table only.",
              schema =
                  @Schema(
                      type = SchemaType.INTEGER,
                      minimum = "0",
                      maximum = "20",
                      defaultValue = "1"))
          @QueryParam("neighbours")
          String neighbours,
      @Context HttpHeaders headers) {
    SchemaFormat wanted =
        format == null ? accepted(headers.getAcceptableMediaTypes()) : named(format);
    var roles =
        new WrittenRoles(
            Map.of(),
            isWritten("owners", owners, wanted),
            isWritten("privileges", privileges, wanted));
    WrittenSchema schema =
        verifier.schema(wanted, roles, DiagramParameters.of(wanted, tables, neighbours));
    return Response.ok(schema.entity(), type(wanted))
        .header(HttpHeaders.ETAG, schema.tag())
        .header(HttpHeaders.VARY, HttpHeaders.ACCEPT)
        .build();
  }

  private static boolean isWritten(String name, String value, SchemaFormat format) {
    if (value == null || value.equals("true")) {
      return true;
    }
    if (value.equals("false") && format == SchemaFormat.SQL) {
      return false;
    }
    throw new InvalidParameter(name, "true, false (which only SQL can be without)");
  }

  private static MediaType type(SchemaFormat format) {
    MediaType type = MediaType.valueOf(format.mediaType());
    // Programs take SQL for whatever their session speaks unless it is said.
    return format == SchemaFormat.SQL || format == SchemaFormat.MERMAID
        ? type.withCharset("utf-8")
        : type;
  }

  private static SchemaFormat named(String word) {
    return Stream.of(SchemaFormat.values())
        .filter(format -> format.name().toLowerCase(Locale.ROOT).equals(word))
        .findFirst()
        .orElseThrow(() -> new InvalidParameter("format", "json, contract, sql, svg, mermaid"));
  }

  /** The first that is offered for what the client wants most; it wants at least one of them. */
  private static SchemaFormat accepted(List<MediaType> acceptable) {
    return acceptable.stream()
        .flatMap(
            wanted ->
                Stream.of(SchemaFormat.values())
                    .filter(offered -> wanted.isCompatible(MediaType.valueOf(offered.mediaType()))))
        .findFirst()
        .orElse(SchemaFormat.JSON);
  }
}
