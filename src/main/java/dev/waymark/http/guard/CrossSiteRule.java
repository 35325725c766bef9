package dev.waymark.http.guard;

import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import io.quarkus.runtime.configuration.ConfigurationException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.net.URI;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses changes that a page of another site makes a browser ask for. Not even a form may: {@code
 * POST /migrations} needs no body, so a browser would send it without asking first.
 *
 * <p>The rule is that of Go's {@code http.CrossOriginProtection}: what browsers say of themselves
 * in {@code Sec-Fetch-Site} is believed; those that do not know it say {@code Origin}; a client
 * that says neither is no browser.
 *
 * @see <a href="https://www.w3.org/TR/fetch-metadata/">Fetch Metadata Request Headers</a>
 * @see <a href="https://pkg.go.dev/net/http#CrossOriginProtection">CrossOriginProtection</a>
 */
@Singleton
class CrossSiteRule {
  private static final Set<HttpMethod> SAFE =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);
  private static final Pattern ORIGIN = Pattern.compile("https?://[A-Za-z0-9.\\-\\[\\]:]+");
  private static final Set<String> OWN_SITES = Set.of("same-origin", "none");

  private final Set<String> origins;
  private final Refusals refusals;

  CrossSiteRule(Callers callers, Refusals refusals) {
    this.origins = Set.copyOf(callers.corsOrigins().orElse(List.of()));
    this.refusals = refusals;
    for (String origin : origins) {
      if (!ORIGIN.matcher(origin).matches()) {
        throw new ConfigurationException(
            "WAYMARK_CORS_ORIGINS holds \"%s\", which is no origin: name each by its scheme, host and port, like https://dashboard.example."
                .formatted(origin));
      }
    }
  }

  void enforce(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    if (SAFE.contains(request.method()) || isOurs(request)) {
      exchange.next();
      return;
    }
    refusals.answerAndClose(
        exchange,
        Problem.of(
            ProblemType.CROSS_SITE_REQUEST,
            "A page of another site made a browser ask for this.",
            "Ask without a browser, or name the page's origin in WAYMARK_CORS_ORIGINS."));
  }

  private boolean isOurs(HttpServerRequest request) {
    String origin = request.getHeader(HttpHeaders.ORIGIN);
    if (origin != null && origins.contains(origin)) {
      return true;
    }
    String site = request.getHeader("Sec-Fetch-Site");
    if (site != null) {
      return OWN_SITES.contains(site);
    }
    return origin == null || hostOf(origin).equals(request.getHeader(HttpHeaders.HOST));
  }

  /** The host and port of an origin; empty for {@code null} and what is no origin. */
  private static String hostOf(String origin) {
    try {
      return Optional.ofNullable(URI.create(origin).getRawAuthority()).orElse("");
    } catch (IllegalArgumentException exception) {
      return "";
    }
  }
}
