package dev.waymark.http;

import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.access.Role;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import org.eclipse.microprofile.openapi.annotations.Operation;

/**
 * {@code /q/openapi}: what describes this API, as it was committed. A test makes it anew from the
 * code and holds one against the other, so that a start has nothing to do for it.
 */
@Path("/q/openapi")
public class OpenApiResource {
  static final String DOCUMENT = "/contracts/openapi.json";
  private static final String YAML = "application/yaml";

  /**
   * The document; YAML unless JSON is asked for, as MicroProfile OpenAPI has it.
   *
   * @param format {@code json} or {@code yaml}, whatever the header says
   */
  @GET
  @RolesAllowed(Role.VIEWS)
  @Produces({YAML, MediaType.APPLICATION_JSON, MediaType.WILDCARD})
  @Operation(hidden = true)
  public Response read(@QueryParam("format") String format, @Context HttpHeaders headers)
      throws IOException {
    try (InputStream document = OpenApiResource.class.getResourceAsStream(DOCUMENT)) {
      if (wantsJson(format, headers)) {
        return Response.ok(document.readAllBytes(), MediaType.APPLICATION_JSON_TYPE).build();
      }
      var tree = new ObjectMapper().readTree(document);
      return Response.ok(new YAMLMapper().writeValueAsString(tree), YAML).build();
    }
  }

  private static boolean wantsJson(String format, HttpHeaders headers) {
    return format == null
        ? headers.getAcceptableMediaTypes().stream()
            .findFirst()
            .filter(MediaType.APPLICATION_JSON_TYPE::equals)
            .isPresent()
        : format.equalsIgnoreCase("json");
  }
}
