package dev.waymark.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.container.ContainerResponseContext;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;
import org.jboss.resteasy.reactive.server.ServerResponseFilter;

/**
 * What Quarkus misses of the header {@code Accept}. Where an endpoint has several media types, it
 * finds none of them in {@code text/*} or {@code application/*}, and would answer 406; and it would
 * send the client's {@code q} back as a part of the answer's type.
 */
class MediaRanges {
  private static final String PREFERENCE = "q";

  private static final Map<Pattern, List<String>> RANGES =
      Map.of(
          Pattern.compile("(?i)text/\\*([^,]*)"),
          List.of("text/plain", "text/markdown", "text/html", "text/event-stream"),
          Pattern.compile("(?i)application/\\*([^,]*)"),
          List.of("application/json", "application/xml", "application/yaml"));

  @ServerRequestFilter(preMatching = true)
  void spellOut(HttpServerRequest request) {
    String all = String.join(",", request.headers().getAll(HttpHeaders.ACCEPT));
    String spelled = all;
    for (var range : RANGES.entrySet()) {
      spelled =
          range
              .getKey()
              .matcher(spelled)
              .replaceAll(
                  range.getValue().stream()
                      .map(mediaType -> mediaType + "$1")
                      .collect(Collectors.joining(", ")));
    }
    if (!spelled.equals(all)) {
      request.headers().set(HttpHeaders.ACCEPT, spelled);
    }
  }

  @ServerResponseFilter
  void withoutPreference(ContainerResponseContext response) {
    MediaType type = response.getMediaType();
    if (type != null && type.getParameters().containsKey(PREFERENCE)) {
      Map<String, String> parameters = new TreeMap<>(type.getParameters());
      parameters.remove(PREFERENCE);
      response
          .getHeaders()
          .putSingle(
              HttpHeaders.CONTENT_TYPE,
              new MediaType(type.getType(), type.getSubtype(), parameters));
    }
  }
}
