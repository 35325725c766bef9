package dev.waymark.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.HttpMethod;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.SortedSet;
import java.util.TreeSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that an endpoint does not know: a gate that is asked for as {@code
 * gates=true} would let everything pass, and a target in the address would be none. What each knows
 * is what describes the API.
 */
class QueryParameters {
  private static final ObjectMapper MAPPER = new ObjectMapper();

  private record Endpoint(String method, String template, SortedSet<String> parameters) {}

  /** Read when somebody sends a parameter for the first time. */
  private static final class Described {
    private static final List<Endpoint> ENDPOINTS = read();
  }

  @ServerRequestFilter
  Response unknown(HttpServerRequest request) {
    if (request.query() == null) {
      return null;
    }
    String method = request.method().name();
    String asked = method.equals(HttpMethod.HEAD) ? HttpMethod.GET : method;
    String path = RequestPath.current();
    // What describes the API does not describe itself.
    Optional<Endpoint> endpoint =
        Described.ENDPOINTS.stream()
            .filter(it -> it.method().equals(asked) && RequestPath.matches(it.template(), path))
            .findFirst();
    return endpoint
        .flatMap(it -> unknown(it, request.query()))
        .map(ProblemResponse::of)
        .orElse(null);
  }

  // Not as Vert.x names them: for it a semicolon within a value begins another parameter.
  private static Optional<Problem> unknown(Endpoint endpoint, String query) {
    SortedSet<String> known = endpoint.parameters();
    return Arrays.stream(query.split("&"))
        .filter(parameter -> !parameter.isEmpty())
        .map(parameter -> decoded(parameter.split("=", 2)[0]))
        .filter(name -> !known.contains(name))
        .sorted()
        .findFirst()
        .map(
            name ->
                Problem.of(
                        ProblemType.INVALID_REQUEST,
                        "The query parameter %s is unknown.".formatted(name),
                        known.isEmpty()
                            ? "There is none here: what can be asked for is in the body, as JSON."
                            : "The known ones are: %s.".formatted(String.join(", ", known)))
                    .with("parameter", name));
  }

  private static String decoded(String name) {
    try {
      return URLDecoder.decode(name, StandardCharsets.UTF_8);
    } catch (IllegalArgumentException malformed) {
      // No parameter is called like that.
      return name;
    }
  }

  private static List<Endpoint> read() {
    try (InputStream document =
        QueryParameters.class.getResourceAsStream(OpenApiResource.DOCUMENT)) {
      List<Endpoint> endpoints = new ArrayList<>();
      for (var path : MAPPER.readTree(document).path("paths").properties()) {
        for (var method : path.getValue().properties()) {
          endpoints.add(
              new Endpoint(
                  method.getKey().toUpperCase(Locale.ROOT),
                  path.getKey(),
                  parameters(method.getValue())));
        }
      }
      return List.copyOf(endpoints);
    } catch (IOException exception) {
      throw new UncheckedIOException("What describes the API is part of it", exception);
    }
  }

  private static SortedSet<String> parameters(JsonNode operation) {
    SortedSet<String> names = new TreeSet<>();
    for (JsonNode parameter : operation.path("parameters")) {
      if (parameter.path("in").asText().equals("query")) {
        names.add(parameter.path("name").asText());
      }
    }
    return names;
  }
}
