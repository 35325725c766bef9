package dev.waymark.http.guard;

import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import io.netty.handler.codec.http.HttpObjectDecoder;
import io.vertx.core.VertxException;
import io.vertx.core.http.HttpClosedException;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import io.vertx.ext.web.handler.HttpException;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.util.Arrays;
import org.jboss.logging.Logger;

/** Puts into words what Vert.x would answer with a status alone. */
@Singleton
class BareFailures {
  private static final Logger LOG = Logger.getLogger(BareFailures.class);
  private static final int BAD_REQUEST = 400;
  private static final int BODY_TOO_LARGE = 413;
  private static final int UNKNOWN = 500;

  private final RequestBody body;
  private final Refusals refusals;

  BareFailures(RequestBody body, Refusals refusals) {
    this.body = body;
    this.refusals = refusals;
  }

  void register(@Observes Router router) {
    router.route().order(Integer.MIN_VALUE).failureHandler(this::answer);
  }

  private void answer(RoutingContext exchange) {
    if (exchange.failure() instanceof HttpClosedException || exchange.response().ended()) {
      // No client is there to be answered.
      return;
    }
    String path = exchange.request().path();
    if (path != null && !path.startsWith("/") && !path.isEmpty()) {
      // Vert.x refuses these before anybody is asked who they are, such as that of OPTIONS *.
      exchange.reroute("/" + path);
      return;
    }
    int status = status(exchange);
    if (status < 400 || status >= 500) {
      exchange.next();
    } else if (status == BODY_TOO_LARGE) {
      refusals.answerAndClose(exchange, body.tooLarge());
    } else {
      refusals.answerAndClose(
          exchange,
          Problem.of(
                  ProblemType.REQUEST_REFUSED,
                  "The request was refused before it was read.",
                  "Look at its version of HTTP, its path, its parameters and its headers.")
              .withStatus(status));
    }
  }

  /** What Vert.x means; others know their own failures. */
  private static int status(RoutingContext exchange) {
    Throwable failure = exchange.failure();
    if (failure == null || failure instanceof HttpException) {
      return exchange.statusCode();
    }
    if (isOfTheDecoder(failure)) {
      LOG.infof("A request's body could not be read: %s", failure.getMessage());
      return BAD_REQUEST;
    }
    // Thrown for a head that contradicts itself, such as HTTP/2.0 without HTTP/2.
    return failure.getClass() == VertxException.class ? BAD_REQUEST : UNKNOWN;
  }

  /** Netty reports a malformed chunk by whatever its reading ended with. */
  private static boolean isOfTheDecoder(Throwable failure) {
    return Arrays.stream(failure.getStackTrace())
        .anyMatch(frame -> frame.getClassName().startsWith(HttpObjectDecoder.class.getName()));
  }
}
