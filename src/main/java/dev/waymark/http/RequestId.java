package dev.waymark.http;

import io.quarkus.vertx.http.runtime.filters.Filters;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jboss.logging.MDC;

/**
 * Gives each request an id, by which its lines in the log are found: the client's own, if it sent
 * one that can stand in a log, else that of its trace, else a new one. The answer says which.
 *
 * @see <a href="https://www.w3.org/TR/trace-context/#traceparent-header">Trace Context</a>
 */
@Singleton
public class RequestId {
  /** The header of request and answer. */
  public static final String HEADER = "X-Request-Id";

  /** The name of the id in a line of the log. */
  public static final String IN_LOG = "requestId";

  /** Before everything that may refuse the request. */
  private static final int FIRST = 1100;

  private static final Pattern ACCEPTED = Pattern.compile("[A-Za-z0-9._:+/=@-]{1,128}");
  private static final Pattern TRACEPARENT =
      Pattern.compile("[0-9a-f]{2}-(?!0{32})([0-9a-f]{32})-[0-9a-f]{16}-[0-9a-f]{2}.*");

  void register(@Observes Filters filters) {
    filters.register(this::identify, FIRST);
  }

  private void identify(RoutingContext exchange) {
    String id = of(exchange.request());
    MDC.put(IN_LOG, id);
    exchange.response().putHeader(HEADER, id);
    exchange.next();
  }

  private static String of(HttpServerRequest request) {
    String given = request.getHeader(HEADER);
    if (given != null && ACCEPTED.matcher(given).matches()) {
      return given;
    }
    String parent = request.getHeader("traceparent");
    if (parent != null) {
      Matcher trace = TRACEPARENT.matcher(parent);
      if (trace.matches()) {
        return trace.group(1);
      }
    }
    return drawn();
  }

  /** It keeps no secret, so it may be drawn without waiting for others who draw. */
  private static String drawn() {
    ThreadLocalRandom random = ThreadLocalRandom.current();
    long version = random.nextLong() & ~0xF000L | 0x4000L;
    long variant = random.nextLong() & ~(0b11L << 62) | 0b10L << 62;
    return new UUID(version, variant).toString();
  }
}
