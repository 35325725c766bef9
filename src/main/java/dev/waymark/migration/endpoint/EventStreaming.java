package dev.waymark.migration.endpoint;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.infrastructure.Infrastructure;
import jakarta.ws.rs.sse.OutboundSseEvent;
import jakarta.ws.rs.sse.Sse;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** Streams what is new of something that goes on, looking at it again and again until its end. */
final class EventStreaming {
  /** How old may be what is streamed; followers share a look that is not older. */
  static final Duration RECENT = Duration.ofMillis(200);

  private static final Duration LOOK_AGAIN = Duration.ofMillis(250);

  /** After so many looks without news a comment is sent, before any proxy gives the stream up. */
  private static final int LOOKS_PER_HEARTBEAT = 60;

  private EventStreaming() {}

  /**
   * @param look what is new since the last time
   * @param more whether anything may still come
   * @param written what is new, as events
   */
  static <T> Multi<OutboundSseEvent> of(
      Supplier<T> look, Predicate<T> more, Function<T, List<OutboundSseEvent>> written, Sse sse) {
    AtomicInteger quiet = new AtomicInteger();
    return Multi.createBy()
        .repeating()
        .uni(
            () ->
                Uni.createFrom()
                    .item(look)
                    .runSubscriptionOn(Infrastructure.getDefaultWorkerPool()))
        .withDelay(LOOK_AGAIN)
        .whilst(more)
        .onItem()
        .transformToIterable(
            news -> {
              List<OutboundSseEvent> events = written.apply(news);
              if (!events.isEmpty()) {
                quiet.set(0);
                return events;
              }
              return quiet.incrementAndGet() % LOOKS_PER_HEARTBEAT == 0
                  ? List.of(sse.newEventBuilder().comment("still here").build())
                  : events;
            });
  }

  /** The client has all there will ever be, and comes back because the stream had ended. */
  static final class NothingMore extends RuntimeException {
    private static final long serialVersionUID = 1L;

    NothingMore() {
      super("The client has all events of what has ended.", null, false, false);
    }
  }
}
