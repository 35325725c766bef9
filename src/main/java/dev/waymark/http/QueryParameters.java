package dev.waymark.http;

import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.Response;
import java.util.Optional;
import java.util.SortedSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Refuses query parameters that an endpoint does not know: a gate that is asked for as {@code
 * gates=true} would let everything pass, and a target in the address would be none. What each knows
 * is what describes the API.
 */
class QueryParameters {

  @ServerRequestFilter
  Response unknown(HttpServerRequest request) {
    return request.query() == null
        ? null
        : DescribedEndpoint.of(request)
            .flatMap(it -> unknown(it.parameters(), request))
            .map(ProblemResponse::of)
            .orElse(null);
  }

  private static Optional<Problem> unknown(SortedSet<String> known, HttpServerRequest request) {
    return DescribedEndpoint.query(request).stream()
        .map(parameter -> parameter[0])
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
}
