package dev.waymark.http;

import io.vertx.core.http.HttpServerRequest;
import jakarta.ws.rs.core.HttpHeaders;
import java.util.List;
import java.util.Map;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jboss.resteasy.reactive.server.ServerRequestFilter;

/**
 * Spells out {@code text/*} and {@code application/*} in the header {@code Accept}: where an
 * endpoint has several media types, Quarkus would find none of them in such a range, and answer
 * 406.
 */
class MediaRanges {
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
}
