package dev.waymark.http.guard;

import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.List;
import java.util.Optional;

/**
 * Refuses a head that two readers can understand differently: what a proxy takes for one request,
 * and this server for another, is how requests are smuggled past the proxy's rules.
 *
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-3.2">RFC 9112, 3.2: the request's
 *     target</a>
 * @see <a href="https://www.rfc-editor.org/rfc/rfc9112#section-6.1">RFC 9112, 6.1:
 *     Transfer-Encoding</a>
 */
@Singleton
class RequestHead {
  private final Refusals refusals;

  RequestHead(Refusals refusals) {
    this.refusals = refusals;
  }

  void enforce(RoutingContext exchange) {
    Optional<String> problem = problem(exchange.request());
    if (problem.isEmpty()) {
      leaveOutEmptyAccept(exchange.request().headers());
      exchange.next();
      return;
    }
    refusals.answerAndClose(
        exchange,
        Problem.of(
            ProblemType.REQUEST_REFUSED,
            problem.get(),
            "Send one Host, and a body with either its Content-Length or Transfer-Encoding: chunked."));
  }

  /**
   * A header without a word says as little as none.
   *
   * @see <a href="https://www.rfc-editor.org/rfc/rfc9110#section-12.5.1">RFC 9110, 12.5.1</a>
   */
  private static void leaveOutEmptyAccept(MultiMap headers) {
    String first = headers.get(HttpHeaders.ACCEPT);
    if (first != null
        && first.isBlank()
        && headers.getAll(HttpHeaders.ACCEPT).stream().allMatch(String::isBlank)) {
      headers.remove(HttpHeaders.ACCEPT);
    }
  }

  private static Optional<String> problem(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      return Optional.empty();
    }
    List<String> hosts = request.headers().getAll(HttpHeaders.HOST);
    if (hosts.size() > 1) {
      return Optional.of("The request has two Host headers.");
    }
    if (hosts.isEmpty() && request.version() == HttpVersion.HTTP_1_1) {
      return Optional.of("The request has no Host header.");
    }
    if (!hosts.isEmpty() && isForAnother(request.uri(), hosts.get(0))) {
      return Optional.of("The request's target and its Host header name different hosts.");
    }
    List<String> encodings = request.headers().getAll(HttpHeaders.TRANSFER_ENCODING);
    if (encodings.isEmpty()) {
      return Optional.empty();
    }
    if (encodings.size() > 1 || !encodings.get(0).strip().equalsIgnoreCase("chunked")) {
      return Optional.of("The request's Transfer-Encoding is not understood.");
    }
    if (request.version() == HttpVersion.HTTP_1_0) {
      return Optional.of("HTTP/1.0 has no Transfer-Encoding.");
    }
    return request.headers().contains(HttpHeaders.CONTENT_LENGTH)
        ? Optional.of("The request has both a Content-Length and a Transfer-Encoding.")
        : Optional.empty();
  }

  /** A target with a host of its own, as proxies are sent it. */
  private static boolean isForAnother(String target, String host) {
    if (target.startsWith("/") || !target.matches("(?i)https?://.*")) {
      return false;
    }
    try {
      return !host.strip().equalsIgnoreCase(new URI(target).getRawAuthority());
    } catch (URISyntaxException exception) {
      return true;
    }
  }
}
