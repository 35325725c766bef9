package dev.waymark.http.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.access.Callers;
import dev.waymark.access.Logged;
import dev.waymark.access.Role;
import dev.waymark.access.Secret;
import dev.waymark.access.TokenFolder;
import dev.waymark.http.Listening;
import dev.waymark.http.guard.Refusals;
import io.vertx.ext.web.RoutingContext;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Callers who come together share a look at the folder of the tokens, and none an older one. */
class SharedTokensTest {
  private static final String POLL = "/poll";
  private static final Duration LONG = Duration.ofMinutes(1);

  @TempDir private Path folder;

  private final BlockingQueue<Runnable> looks = new LinkedBlockingQueue<>();
  private final HttpClient client = HttpClient.newHttpClient();
  private final BlockingQueue<Boolean> asked = new LinkedBlockingQueue<>();
  private Listening server;

  @AfterEach
  void stop() throws Exception {
    server.close();
  }

  @Test
  void aCallerThatComesDuringALookIsAnsweredByTheNextForAll() throws Exception {
    TokenFolder tokens = new TokenFolder(folder, Clock.systemUTC());
    Secret first = tokens.issue("first", Role.VIEWER);
    listen(looks::add, LONG);
    CompletableFuture<HttpResponse<String>> early = ask(first);
    Runnable look = next();

    // Revoked and made while the look is about to begin: it counts for the caller that waits for
    // that look.
    Secret second = tokens.issue("second", Role.VIEWER);
    Files.delete(folder.resolve("first"));
    List<CompletableFuture<HttpResponse<String>>> late =
        Stream.of(first, second, second).map(this::ask).toList();
    look.run();
    assertEquals(401, early.get().statusCode());
    next().run();

    assertEquals(List.of(401, 200, 200), late.stream().map(it -> it.join().statusCode()).toList());
    assertTrue(looks.isEmpty());
  }

  @Test
  void aFolderThatDoesNotAnswerIsNoRefusalOfTheToken() throws Exception {
    Secret secret = new TokenFolder(folder, Clock.systemUTC()).issue("deploy", Role.VIEWER);
    listen(looks::add, Duration.ofMillis(1));

    HttpResponse<String> answer;
    List<String> log;
    try (Logged logged = Logged.of(TokenFolder.class)) {
      answer = ask(secret).get();
      log = logged.lines();
    }

    assertEquals(
        List.of("The folder of the tokens, %s, has not answered for 0 seconds.".formatted(folder)),
        log);
    assertEquals(503, answer.statusCode());
    assertEquals(Optional.empty(), answer.headers().firstValue("WWW-Authenticate"));
    var problem = new ObjectMapper().readTree(answer.body());
    assertEquals("https://waymark.dev/problems/keys-unreachable", problem.get("type").asText());
    assertTrue(problem.get("detail").asText().startsWith("The folder of the tokens does not"));
  }

  @Test
  void aRequestThatIsNotLetInOnTheShortWayIsRefusedByTheSameLook() throws Exception {
    listen(looks::add, LONG);
    var answer = poll(Secret.random());

    next().run();

    assertEquals(401, answer.get().statusCode());
    assertTrue(looks.isEmpty());
  }

  @Test
  void aPollOfAFolderThatDoesNotAnswerWaitsOnce() throws Exception {
    listen(looks::add, Duration.ofMillis(1));

    assertEquals(503, poll(Secret.random()).get().statusCode());

    assertEquals(1, looks.size());
  }

  private Runnable next() throws InterruptedException {
    return looks.poll(30, TimeUnit.SECONDS);
  }

  /** Sends the token, and returns once Waymark has begun to find out whose it is. */
  private CompletableFuture<HttpResponse<String>> ask(Secret secret) {
    return ask(secret, "/");
  }

  /** The same for what is asked on the short way first. */
  private CompletableFuture<HttpResponse<String>> poll(Secret secret) {
    return ask(secret, POLL);
  }

  private CompletableFuture<HttpResponse<String>> ask(Secret secret, String path) {
    try {
      var answer =
          client.sendAsync(
              HttpRequest.newBuilder(
                      URI.create("http://localhost:%d%s".formatted(server.port(), path)))
                  .header("Authorization", "Bearer " + secret.value())
                  .build(),
              HttpResponse.BodyHandlers.ofString());
      assertEquals(true, asked.poll(30, TimeUnit.SECONDS));
      return answer;
    } catch (InterruptedException exception) {
      throw new IllegalStateException(exception);
    }
  }

  private void listen(Executor executor, Duration longestWait) throws Exception {
    Access access =
        new Access.Known(
            new Callers(
                Optional.of(new TokenFolder(folder, Clock.systemUTC())),
                Optional.empty(),
                Optional.empty()));
    TokenHolders holders = new TokenHolders(access, executor, longestWait);
    Authentication authentication =
        new Authentication(access, holders, new Refusals(new ObjectMapper()));
    server =
        Listening.with(
            router -> {
              router.route(POLL).handler(exchange -> askOnTheShortWay(exchange, holders));
              router.route().handler(exchange -> authenticate(exchange, authentication));
            });
  }

  private void askOnTheShortWay(RoutingContext exchange, TokenHolders holders) {
    holders
        .lets(exchange)
        .orElseThrow()
        .whenComplete((lets, problem) -> exchange.vertx().runOnContext(now -> exchange.next()));
    asked.add(true);
  }

  private void authenticate(RoutingContext exchange, Authentication authentication) {
    authentication
        .authenticate(exchange, null)
        .subscribe()
        .with(
            known -> exchange.response().end("known"),
            unknown -> authentication.sendChallenge(exchange).subscribe().with(answered -> {}));
    asked.add(true);
  }
}
