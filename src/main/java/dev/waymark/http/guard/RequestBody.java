package dev.waymark.http.guard;

import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import io.quarkus.runtime.configuration.MemorySize;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpVersion;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.BodyHandler;
import jakarta.inject.Singleton;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Reads the body of a request before any endpoint is asked: no more than the limit, whether its
 * length is known beforehand or not, and no longer than the limit. Quarkus would let a thread wait
 * for it, and answers a body that is too large without a word.
 */
@Singleton
public class RequestBody {
  private static final Pattern FORM =
      Pattern.compile(
          "\\s*(?:multipart/|application/x-www-form-urlencoded)", Pattern.CASE_INSENSITIVE);

  private final long limit;
  private final long timeoutMs;
  private final BodyHandler reader;
  private final Refusals refusals;

  RequestBody(
      @ConfigProperty(name = "quarkus.http.limits.max-body-size") MemorySize limit,
      Limits limits,
      Refusals refusals) {
    this.limit = limit.asLongValue();
    this.timeoutMs = limits.bodyTimeout().toMillis();
    this.reader = BodyHandler.create(false).setBodyLimit(this.limit);
    this.refusals = refusals;
  }

  void read(RoutingContext exchange) {
    HttpServerRequest request = exchange.request();
    if (isForm(request) && (hasBody(request) || request.version() == HttpVersion.HTTP_2)) {
      refusals.answerAndClose(exchange, form());
      return;
    }
    if (!hasBody(request)) {
      exchange.next();
      return;
    }
    long timer = exchange.vertx().setTimer(timeoutMs, late -> refuseSlow(exchange));
    exchange.addEndHandler(ended -> exchange.vertx().cancelTimer(timer));
    exchange.put(RequestBody.class.getName(), timer);
    exchange.request().resume();
    reader.handle(exchange);
  }

  /** The body is there, or never will be. */
  void done(RoutingContext exchange) {
    if (exchange.get(RequestBody.class.getName()) instanceof Long timer) {
      exchange.vertx().cancelTimer(timer);
    }
    exchange.next();
  }

  Problem tooLarge() {
    return Problem.of(
        ProblemType.BODY_TOO_LARGE,
        "The body is larger than %d bytes.".formatted(limit),
        "Send a shorter one: no request of Waymark needs more than a few fields.");
  }

  private void refuseSlow(RoutingContext exchange) {
    if (exchange.response().headWritten()) {
      return;
    }
    refusals.answerAndClose(
        exchange,
        Problem.of(
            ProblemType.REQUEST_TIMEOUT,
            "The body did not arrive within %d milliseconds.".formatted(timeoutMs),
            "Send the request again, with its body at once."));
  }

  /** No endpoint reads forms, and a parser of one finds much to stumble over. */
  private static boolean isForm(HttpServerRequest request) {
    String type = request.headers().get(HttpHeaders.CONTENT_TYPE);
    return type != null && FORM.matcher(type).lookingAt();
  }

  private static Problem form() {
    return Problem.of(
        ProblemType.UNSUPPORTED_MEDIA_TYPE,
        "Nothing here reads forms.",
        "Send Content-Type: application/json, or no body at all.");
  }

  /**
   * Whether something follows the head of a request that has to be read before another one is. Over
   * HTTP/2 nothing has, for each request has a stream of its own; and Quarkus cannot answer one
   * whose body was read before it.
   */
  public static boolean hasBody(HttpServerRequest request) {
    if (request.version() == HttpVersion.HTTP_2) {
      return false;
    }
    String length = request.getHeader(HttpHeaders.CONTENT_LENGTH);
    return request.headers().contains(HttpHeaders.TRANSFER_ENCODING)
        || (length != null && !length.equals("0"));
  }
}
