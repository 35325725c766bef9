package dev.waymark.http.guard;

import io.netty.channel.Channel;
import io.netty.channel.SingleThreadEventLoop;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.AttributeKey;
import io.netty.util.concurrent.EventExecutor;
import io.quarkus.runtime.StartupEvent;
import io.vertx.core.Vertx;
import io.vertx.core.net.impl.ConnectionBase;
import io.vertx.ext.web.RoutingContext;
import jakarta.enterprise.event.Observes;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Iterator;
import java.util.concurrent.TimeUnit;

/**
 * Closes connections on which no request comes, however busily they send: the first request's head
 * must be there soon after the connection is, and the next one's before the connection has been
 * idle for long. Quarkus's own idle timeout cannot do that: a byte now and then is enough for it,
 * and it would also cut off a pipeline that waits for a long run.
 *
 * <p>All that happens to a connection happens on its event loop, the sweep included.
 */
@Singleton
class ConnectionWatch {
  private static final AttributeKey<Use> USE = AttributeKey.valueOf(ConnectionWatch.class, "use");
  private static final Duration SWEEP = Duration.ofSeconds(1);

  private final Duration headTimeout;
  private final Duration idleTimeout;
  private final Duration writeTimeout;

  ConnectionWatch(Limits limits) {
    this.headTimeout = limits.headTimeout();
    this.idleTimeout = limits.idleTimeout();
    this.writeTimeout = limits.writeTimeout();
  }

  /** How a connection is used: requests under way, and since when there is none. */
  private static final class Use {
    private int requests;
    private boolean used;
    private long idleSince = System.nanoTime();
  }

  @SuppressWarnings("deprecation") // Vert.x 4 has no other way to all of its loops.
  void start(@Observes StartupEvent event, Vertx vertx) {
    for (EventExecutor executor : vertx.nettyEventLoopGroup()) {
      if (executor instanceof SingleThreadEventLoop loop) {
        loop.scheduleWithFixedDelay(
            () -> sweep(loop), SWEEP.toMillis(), SWEEP.toMillis(), TimeUnit.MILLISECONDS);
      }
    }
  }

  /** A request has begun: its connection is busy until it is answered. */
  void note(RoutingContext exchange) {
    Channel channel = channelOf(exchange);
    Use use = useOf(channel);
    if (!use.used) {
      use.used = true;
      channel
          .pipeline()
          .addFirst(new WriteTimeoutHandler(writeTimeout.toMillis(), TimeUnit.MILLISECONDS));
    }
    use.requests++;
    exchange.addEndHandler(
        ended ->
            channel
                .eventLoop()
                .execute(
                    () -> {
                      use.requests--;
                      use.idleSince = System.nanoTime();
                    }));
    exchange.next();
  }

  static Channel channelOf(RoutingContext exchange) {
    return ((ConnectionBase) exchange.request().connection()).channel();
  }

  private void sweep(SingleThreadEventLoop loop) {
    Iterator<Channel> channels = loop.registeredChannelsIterator();
    while (channels.hasNext()) {
      Channel channel = channels.next();
      // Only what a server accepted has a parent.
      if (channel.parent() != null && isUnused(useOf(channel))) {
        channel.close();
      }
    }
  }

  private boolean isUnused(Use use) {
    Duration patience = use.used ? idleTimeout : headTimeout;
    return use.requests == 0 && System.nanoTime() - use.idleSince > patience.toNanos();
  }

  private static Use useOf(Channel channel) {
    var attribute = channel.attr(USE);
    attribute.setIfAbsent(new Use());
    return attribute.get();
  }
}
