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
  // Encoded once: each answer has them.
  private static final CharSequence CONTENT_TYPE_OPTIONS = encoded("X-Content-Type-Options");
  private static final CharSequence NOSNIFF = encoded("nosniff");
  private static final CharSequence FRAME_OPTIONS = encoded("X-Frame-Options");
  private static final CharSequence DENY = encoded("DENY");
  private static final CharSequence REFERRER_POLICY = encoded("Referrer-Policy");
  private static final CharSequence NO_REFERRER = encoded("no-referrer");
  private static final CharSequence RESOURCE_POLICY = encoded("Cross-Origin-Resource-Policy");
  private static final CharSequence SAME_ORIGIN = encoded("same-origin");
  private static final CharSequence SECURITY_POLICY = encoded("Content-Security-Policy");
  private static final CharSequence NOTHING =
      encoded("default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'");
  private static final CharSequence NO_STORE = encoded("no-store");

  /** A year, as RFC 6797 shows it; only a connection that is encrypted may say so. */
  private static final String STRICT_TRANSPORT_SECURITY = "max-age=31536000";

  /** Quarkus lets any page read its management port, and has no setting against it. */
  private static final List<String> CROSS_ORIGIN_PERMISSIONS =
      List.of(
          "Access-Control-Allow-Origin",
          "Access-Control-Allow-Methods",
          "Access-Control-Allow-Headers",
          "Access-Control-Allow-Credentials");

  private static CharSequence encoded(String text) {
    return HttpHeaders.createOptimized(text);
  }

  void add(RoutingContext exchange) {
    MultiMap headers = exchange.response().headers();
    headers.set(CONTENT_TYPE_OPTIONS, NOSNIFF);
    headers.set(FRAME_OPTIONS, DENY);
    headers.set(REFERRER_POLICY, NO_REFERRER);
    headers.set(RESOURCE_POLICY, SAME_ORIGIN);
    if (exchange.request().isSSL()) {
      headers.set("Strict-Transport-Security", STRICT_TRANSPORT_SECURITY);
    }
    exchange.addHeadersEndHandler(
        about -> {
          // The page for people says itself what it needs.
          if (!headers.contains(SECURITY_POLICY) && !isDevelopmentPage(exchange)) {
            headers.set(SECURITY_POLICY, NOTHING);
          }
          // What may be kept says so itself.
          if (!headers.contains(HttpHeaders.CACHE_CONTROL)) {
            headers.set(HttpHeaders.CACHE_CONTROL, NO_STORE);
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
