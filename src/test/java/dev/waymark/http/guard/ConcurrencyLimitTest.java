package dev.waymark.http.guard;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.http.Listening;
import io.quarkus.runtime.configuration.DurationConverter;
import io.smallrye.config.SmallRyeConfigBuilder;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What was taken is given back, however a request ends. */
@Timeout(60)
class ConcurrencyLimitTest {
  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<String> seen = new LinkedBlockingQueue<>();
  // One loop for all connections: it tells an answer's end before it reads the next request.
  private Listening server;

  @BeforeEach
  void aServerThatLetsOneReadAndOneFollow() throws Exception {
    Limits limits =
        new SmallRyeConfigBuilder()
            .withMapping(Limits.class)
            .withDefaultValue("waymark.limits.reads", "1")
            .withDefaultValue("waymark.limits.followers", "1")
            .withConverter(Duration.class, 100, new DurationConverter())
            .build()
            .getConfigMapping(Limits.class);
    server = Listening.with(router -> route(router, limits));
  }

  private void route(Router router, Limits limits) {
    router.route("/known/late").handler(this::letPassOnceNoCallerWaits);
    router.route().handler(new ConcurrencyLimit(limits, new Refusals(new ObjectMapper()))::enforce);
    router
        .route("/broken/events")
        .handler(
            exchange -> {
              HttpServerResponse response = exchange.response().setChunked(true);
              // As Quarkus REST does with a stream to which it can no longer write.
              response.write("event").onComplete(written -> response.reset());
            });
    router.route("/closed").handler(exchange -> exchange.request().connection().close());
    router.route().handler(exchange -> exchange.response().end("done"));
  }

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void aStreamThatBreaksOffMakesRoomForTheNext() throws Exception {
    breaksOff("/broken/events");

    Awaited.until(() -> status("/whole/events") == 200);
  }

  @Test
  void aConnectionThatIsClosedMakesRoomForTheNext() throws Exception {
    breaksOff("/closed");

    Awaited.until(() -> status("/read") == 200);
  }

  @Test
  void manyAnswersOverOneConnectionMakeRoomForEachOther() {
    for (int request = 0; request < 100; request++) {
      assertEquals(200, status("/read"));
      assertEquals(200, status("/whole/events"));
    }
  }

  @Test
  void aRequestThatIsTakenBackBeforeItsTurnTakesNoRoom() throws Exception {
    assertEquals(200, client.send(overHttp2("/read"), BodyHandlers.ofString()).statusCode());
    var asked = client.sendAsync(overHttp2("/known/late"), BodyHandlers.ofString());
    assertEquals("asked", seen.poll(30, TimeUnit.SECONDS));

    asked.cancel(true);
    assertEquals("passed", seen.poll(30, TimeUnit.SECONDS));

    var next = client.send(overHttp2("/read"), BodyHandlers.ofString());
    assertEquals(HttpClient.Version.HTTP_2, next.version());
    assertEquals(200, next.statusCode(), next::body);
  }

  /** As a request passes whose caller hangs up while Waymark finds out who it is. */
  private void letPassOnceNoCallerWaits(RoutingContext exchange) {
    exchange.addEndHandler(
        ended ->
            exchange
                .vertx()
                .runOnContext(
                    now -> {
                      exchange.next();
                      seen.add("passed");
                    }));
    seen.add("asked");
  }

  private void breaksOff(String path) throws InterruptedException {
    try {
      client.send(to(path), BodyHandlers.ofString());
    } catch (IOException closed) {
      return;
    }
    throw new AssertionError("It was answered");
  }

  private int status(String path) {
    try {
      return client.send(to(path), BodyHandlers.ofString()).statusCode();
    } catch (IOException exception) {
      throw new UncheckedIOException(exception);
    } catch (InterruptedException exception) {
      throw new IllegalStateException(exception);
    }
  }

  private HttpRequest to(String path) {
    return request(path, HttpClient.Version.HTTP_1_1);
  }

  private HttpRequest overHttp2(String path) {
    return request(path, HttpClient.Version.HTTP_2);
  }

  private HttpRequest request(String path, HttpClient.Version version) {
    return HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + path))
        .version(version)
        .build();
  }
}
