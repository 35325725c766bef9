package dev.waymark.http.guard;

import io.quarkus.runtime.LaunchMode;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;

/**
 * Has browsers do nothing with an answer but show it to the page of the same origin that asked for
 * it. Every answer has these headers, errors included.
 *
 * @see <a
 *     href="https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html">OWASP on
 *     REST services</a>
 */
@Singleton
class AnswerHeaders {
  private static final String CONTENT_SECURITY_POLICY =
      "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'";

  /** A year, as RFC 6797 shows it; only a connection that is encrypted may say so. */
  private static final String STRICT_TRANSPORT_SECURITY = "max-age=31536000";

  /** Quarkus lets any page read its management port, and has no setting against it. */
  private static final List<String> CROSS_ORIGIN_PERMISSIONS =
      List.of(
          "Access-Control-Allow-Origin",
          "Access-Control-Allow-Methods",
          "Access-Control-Allow-Headers",
          "Access-Control-Allow-Credentials");

  void add(RoutingContext exchange) {
    MultiMap headers = exchange.response().headers();
    headers.set("X-Content-Type-Options", "nosniff");
    headers.set("X-Frame-Options", "DENY");
    headers.set("Referrer-Policy", "no-referrer");
    headers.set("Cross-Origin-Resource-Policy", "same-origin");
    if (!isDevelopmentPage(exchange)) {
      headers.set("Content-Security-Policy", CONTENT_SECURITY_POLICY);
    }
    if (exchange.request().isSSL()) {
      headers.set("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY);
    }
    exchange.addHeadersEndHandler(
        about -> {
          // What may be kept says so itself.
          if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, "no-store");
          } else {
            varyByEncoding(headers);
          }
        });
    exchange.next();
  }

  void addWithoutCors(RoutingContext exchange) {
    exchange.addHeadersEndHandler(
        about -> CROSS_ORIGIN_PERMISSIONS.forEach(exchange.response().headers()::remove));
    add(exchange);
  }

  /** A cache keeps an answer compressed or plain, as it was asked for. */
  private static void varyByEncoding(MultiMap headers) {
    String vary = headers.get(HttpHeaders.VARY);
    if (vary == null || !vary.contains("Accept-Encoding")) {
      headers.set(HttpHeaders.VARY, (vary == null ? "" : vary + ", ") + "Accept-Encoding");
    }
  }

  /** Quarkus's development pages are made of scripts. */
  private static boolean isDevelopmentPage(RoutingContext exchange) {
    return LaunchMode.current() == LaunchMode.DEVELOPMENT
        && exchange.request().path().startsWith("/q/");
  }
}
