package dev.waymark.http.guard;

import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import io.vertx.core.net.HostAndPort;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Answers only to its own names. A page whose name is pointed at 127.0.0.1 once it is loaded (DNS
 * rebinding) is of the same origin for a browser, but its name is in {@code Host}: what listens on
 * loopback only is called by loopback's names. Elsewhere the names are whatever a cluster gives,
 * unless they are set.
 */
@Singleton
class HostRule {
  // The domain as RFC 6761 reserves it, and the literals of RFC 1122 and RFC 4291.
  private static final Pattern LOOPBACK =
      Pattern.compile("(?:.+\\.)?localhost\\.?|127\\.\\d{1,3}\\.\\d{1,3}\\.\\d{1,3}|\\[?::1]?");

  /** The names that are used most, for which no pattern need be looked for. */
  private static final Set<String> PLAIN = Set.of("localhost", "127.0.0.1");

  private final boolean loopbackOnly;
  private final Set<String> names;
  private final Refusals refusals;

  HostRule(
      @ConfigProperty(name = "quarkus.http.host") String listensOn,
      Callers callers,
      Refusals refusals) {
    this.loopbackOnly = isLoopback(listensOn);
    this.names =
        callers.hosts().orElse(List.of()).stream()
            .map(HostRule::lowerCase)
            .collect(Collectors.toSet());
    this.refusals = refusals;
  }

  void enforce(RoutingContext exchange) {
    HostAndPort authority = exchange.request().authority();
    // Without one (HTTP/1.0) it is no browser.
    if (authority == null || isOurs(lowerCase(authority.host()))) {
      exchange.next();
      return;
    }
    refusals.answerAndClose(
        exchange,
        Problem.of(
            ProblemType.HOST_REFUSED,
            "This Waymark is not called by the name in the Host header.",
            "Use one of its names, or set WAYMARK_HOSTS to those that it has."));
  }

  private boolean isOurs(String host) {
    if (names.isEmpty()) {
      return !loopbackOnly || isLoopback(host);
    }
    return names.contains(host);
  }

  private static boolean isLoopback(String host) {
    return PLAIN.contains(host) || LOOPBACK.matcher(host).matches();
  }

  private static String lowerCase(String name) {
    return name.strip().toLowerCase(Locale.ROOT);
  }
}
