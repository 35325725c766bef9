package dev.waymark.operation;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;

/**
 * What is logged of a stream of events whose client has hung up: to the framework that is an error
 * like any other, with a stack.
 */
final class GoneClient {
  private static final Logger LOG = Logger.getLogger(GoneClient.class);
  private static final String STREAMS =
      "org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler";

  private GoneClient() {}

  /** Whether the record says no more than that; it is logged anew then, as no error. */
  static boolean isSaidBy(LogRecord logged) {
    Throwable thrown = logged.getThrown();
    if (!STREAMS.equals(logged.getLoggerName()) || !isOfTheConnection(thrown)) {
      return false;
    }
    LOG.debugf("A client of a stream of events has hung up: %s", thrown.getMessage());
    return true;
  }

  /** Events are read from PostgreSQL over sockets that are none of Netty's. */
  private static boolean isOfTheConnection(Throwable thrown) {
    return thrown instanceof HttpClosedException
        || thrown instanceof IOException
            && Arrays.stream(thrown.getStackTrace())
                .anyMatch(frame -> frame.getClassName().startsWith("io.netty."));
  }
}
