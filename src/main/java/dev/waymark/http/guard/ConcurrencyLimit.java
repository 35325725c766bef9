package dev.waymark.http.guard;

import dev.waymark.problem.Problem;
import dev.waymark.problem.ProblemType;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import jakarta.inject.Singleton;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;

/**
 * Refuses what cannot be done soon, rather than let it queue. Reads, changes and followers have a
 * budget each: fifty pipelines that wait for one long run keep no dashboard from reading. Together
 * they are fewer than the threads there are (quarkus.thread-pool.max-threads), so a request that is
 * let in finds one.
 */
@Singleton
public class ConcurrencyLimit {
  private static final Set<HttpMethod> READING =
      Set.of(HttpMethod.GET, HttpMethod.HEAD, HttpMethod.OPTIONS);

  private final Room reads;
  private final Room changes;
  private final Room followers;
  private final Refusals refusals;

  /** For so many at a time, and no more. */
  private record Room(int most, Semaphore left) {
    static Room of(int most) {
      return new Room(most, new Semaphore(most));
    }
  }

  ConcurrencyLimit(Limits limits, Refusals refusals) {
    this.reads = Room.of(limits.reads());
    this.changes = Room.of(limits.changes());
    this.followers = Room.of(limits.followers());
    this.refusals = refusals;
  }

  void enforce(RoutingContext exchange) {
    if (letsIn(exchange)) {
      exchange.next();
    }
  }

  /**
   * Whether there is room for the request, which has it until it is answered; if not, it is, unless
   * its caller no longer waits.
   */
  public boolean letsIn(RoutingContext exchange) {
    // Over HTTP/2 its end has been told, and its room would be taken until the connection closes.
    if (exchange.response().closed()) {
      return false;
    }
    Room room = room(exchange.request());
    if (room.left().tryAcquire()) {
      whenOver(exchange, room.left()::release);
      return true;
    }
    refusals.answer(
        exchange,
        Problem.of(
            ProblemType.OVERLOADED,
            "%d requests like this one are under way, and no more are taken."
                .formatted(room.most()),
            "Ask again after the seconds in Retry-After."));
    return false;
  }

  /**
   * Once, when the request is answered or its connection gone: of a stream that is broken off, as
   * one is whose caller hangs up while something is written, Vert.x reports no end.
   */
  private static void whenOver(RoutingContext exchange, Runnable action) {
    CompletableFuture<Void> over = new CompletableFuture<>();
    over.thenRun(action);
    ChannelFuture closed = ConnectionWatch.channelOf(exchange).closeFuture();
    ChannelFutureListener listener = future -> over.complete(null);
    closed.addListener(listener);
    exchange.addEndHandler(
        ended -> {
          closed.removeListener(listener);
          over.complete(null);
        });
  }

  private Room room(HttpServerRequest request) {
    if (!READING.contains(request.method())) {
      return changes;
    }
    return request.path().endsWith("/events") ? followers : reads;
  }
}
