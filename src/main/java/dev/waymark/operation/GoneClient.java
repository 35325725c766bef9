package dev.waymark.operation;

import io.vertx.core.http.HttpClosedException;
import java.io.IOException;
import java.util.Arrays;
import java.util.logging.LogRecord;
import org.jboss.logging.Logger;

/**
 * What is logged of clients that have hung up: to the framework that is an error like any other,
 * with a stack.
 */
final class GoneClient {
  private static final Logger LOG = Logger.getLogger(GoneClient.class);
  private static final String STREAMS =
      "org.jboss.resteasy.reactive.server.handlers.PublisherResponseHandler";

  /** It warns that a write has failed twice: by the closing, and because of it. */
  private static final String WRITES = "io.netty.channel.AbstractChannelHandlerContext";

  private GoneClient() {}

  /**
   * Whether the record says no more than that; it is logged anew then, as no error.
   *
   * @param message the record's, its parameters filled in; null if it has none
   */
  static boolean isSaidBy(LogRecord logged, String message) {
    if (WRITES.equals(logged.getLoggerName())
        && message != null
        && message.contains("ClosedChannelException")) {
      LOG.debugf("A client has hung up in the middle of an answer.");
      return true;
    }
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
