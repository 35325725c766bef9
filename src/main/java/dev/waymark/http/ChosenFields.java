package dev.waymark.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.database.EditDistance;
import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import dev.waymark.verification.report.ReportJson;
import io.vertx.core.http.HttpServerRequest;
import jakarta.inject.Singleton;
import jakarta.ws.rs.Priorities;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Arrays;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.SortedSet;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * Leaves of an answer's JSON what the client wants: {@code fields=state,counts}. Of a list it
 * leaves those members of each. A name that the answer does not have is refused before anything is
 * done.
 */
@Singleton
class ChosenFields {
  static final String PARAMETER = "fields";

  private static final List<String> REPRESENTATIONS =
      List.of(
          MediaType.APPLICATION_JSON,
          MediaType.TEXT_PLAIN,
          "text/markdown",
          MediaType.APPLICATION_XML,
          "application/yaml",
          "application/sql",
          "image/svg+xml",
          "text/vnd.mermaid");

  /**
   * After {@link ConditionalRequests} and {@link WordedAnswers}, which look at the whole answer.
   */
  private static final int LAST = Priorities.ENTITY_CODER - 1;

  private final ObjectMapper mapper;

  ChosenFields(ObjectMapper mapper) {
    this.mapper = mapper;
  }

  @ServerRequestFilter
  Response unknown(HttpServerRequest request) {
    Set<String> wanted = wanted(request);
    if (wanted.isEmpty()) {
      return null;
    }
    return DescribedEndpoint.of(request)
        .filter(it -> it.parameters().contains(PARAMETER))
        .flatMap(it -> isJson(request) ? unknown(wanted, it.members()) : Optional.of(notOfJson()))
        .map(ProblemResponse::of)
        .orElse(null);
  }

  @ServerResponseFilter(priority = LAST)
  void choose(HttpServerRequest request, ContainerResponseContext response) {
    Set<String> wanted = wanted(request);
    Object entity = response.getEntity();
    if (wanted.isEmpty()
        || entity instanceof Problem
        || entity instanceof String
        || entity == null) {
      return;
    }
    DescribedEndpoint.of(request)
        .ifPresent(
            it -> {
              JsonNode answer = tree(entity);
              it.list()
                  .ifPresentOrElse(
                      list -> answer.path(list).forEach(each -> retain(each, wanted)),
                      () -> retain(answer, wanted));
              response.setEntity(answer, null, MediaType.APPLICATION_JSON_TYPE);
            });
  }

  private static Set<String> wanted(HttpServerRequest request) {
    Set<String> names = new LinkedHashSet<>();
    DescribedEndpoint.query(request).stream()
        .filter(parameter -> parameter[0].equals(PARAMETER))
        .forEach(
            parameter ->
                names.addAll(
                    Arrays.asList((parameter.length > 1 ? parameter[1] : "").split(",", -1))));
    return names;
  }

  /** Words need what would be left out. */
  private static boolean isJson(HttpServerRequest request) {
    boolean contract =
        DescribedEndpoint.query(request).stream()
            .anyMatch(it -> it[0].equals("format") && !it[it.length - 1].equals("json"));
    Accept accept = Accept.fromHeaders(request.headers().getAll(HttpHeaders.ACCEPT));
    return !contract
        && accept.best(REPRESENTATIONS).filter(MediaType.APPLICATION_JSON::equals).isPresent();
  }

  private static Problem notOfJson() {
    return Problem.of(
            ProblemType.INVALID_REQUEST,
            "fields chooses members of JSON, and this request asks for another representation.",
            "Accept application/json, or leave fields out.")
        .with("parameter", PARAMETER);
  }

  private static Optional<Problem> unknown(Set<String> wanted, SortedSet<String> known) {
    return wanted.stream()
        .filter(name -> !known.contains(name))
        .findFirst()
        .map(
            name ->
                Problem.of(
                        ProblemType.INVALID_REQUEST,
                        "fields names \"%s\", which is no member of this answer.".formatted(name),
                        "The nearest is %s. The known ones are: %s."
                            .formatted(EditDistance.nearest(name, known), String.join(", ", known)))
                    .with("parameter", PARAMETER));
  }

  private static void retain(JsonNode node, Set<String> wanted) {
    ((ObjectNode) node).retain(wanted);
  }

  private JsonNode tree(Object entity) {
    if (entity instanceof ReportJson report) {
      try {
        return mapper.readTree(report.bytes());
      } catch (IOException exception) {
        throw new UncheckedIOException("A report is JSON", exception);
      }
    }
    return mapper.valueToTree(entity);
  }
}
