package dev.waymark.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpServer;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.jose4j.jwk.PublicJsonWebKey;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** How an issuer's keys are kept, against a server that publishes them. */
class IssuerKeysTest {
  private static final PublicJsonWebKey FIRST = Tokens.key("first");
  private static final PublicJsonWebKey SECOND = Tokens.key("second");

  private final MovableClock clock = new MovableClock();
  private final AtomicInteger asked = new AtomicInteger();
  private final CountDownLatch answers = new CountDownLatch(1);
  private volatile Runnable beforeAnswering = () -> {};
  private volatile int status = 200;
  private volatile String published = Tokens.published(FIRST);
  private HttpServer server;
  private JwtVerifier verifier;

  @BeforeEach
  void anIssuer() throws Exception {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext(
        "/keys",
        exchange -> {
          asked.incrementAndGet();
          beforeAnswering.run();
          byte[] body = published.getBytes(StandardCharsets.UTF_8);
          exchange.sendResponseHeaders(status, body.length);
          exchange.getResponseBody().write(body);
          exchange.close();
        });
    server.start();
    URI url = URI.create("http://127.0.0.1:%d/keys".formatted(server.getAddress().getPort()));
    JwtSettings settings =
        new JwtSettings(Tokens.ISSUER, Tokens.AUDIENCE, ClaimRoles.parse("viewer: sub=ann"));
    verifier =
        new JwtVerifier(
            settings,
            new IssuerKeys(KeySet.parse(url.toString(), Optional.empty(), Optional.empty()), clock),
            clock);
  }

  @AfterEach
  void stop() {
    answers.countDown();
    server.stop(0);
  }

  @Test
  void theyAreReadOnceForManyTokens() {
    for (int round = 0; round < 20; round++) {
      accepted(FIRST);
    }

    assertEquals(1, asked.get());
  }

  @Test
  void aNewKeyIsFoundWhenItIsFirstUsed() {
    accepted(FIRST);
    published = Tokens.published(FIRST, SECOND);
    clock.move(IssuerKeys.PAUSE);

    accepted(SECOND);

    assertEquals(2, asked.get());
  }

  @Test
  void aKeyThatWasWithdrawnCountsNoMore() {
    accepted(FIRST);
    published = Tokens.published(SECOND);
    clock.move(IssuerKeys.FRESH.plusSeconds(1));

    refused(FIRST);
    accepted(SECOND);
  }

  @Test
  void unknownKeysDoNotFloodTheIssuer() {
    accepted(FIRST);
    for (int round = 0; round < 100; round++) {
      refused(SECOND);
    }
    assertEquals(1, asked.get());

    clock.move(IssuerKeys.PAUSE);
    refused(SECOND);
    refused(SECOND);
    assertEquals(2, asked.get());
  }

  @Test
  void aServerThatFailsIsNotFloodedEither() {
    status = 500;

    for (int round = 0; round < 100; round++) {
      assertThrows(KeysUnreachable.class, () -> verifier.verify(token(FIRST)));
    }
    assertEquals(1, asked.get());

    status = 200;
    clock.move(IssuerKeys.PAUSE);
    accepted(FIRST);
  }

  @Test
  void theKeysOutliveAnOutageAndNotForEver() {
    accepted(FIRST);
    server.stop(0);

    clock.move(IssuerKeys.KEPT);
    accepted(FIRST);

    clock.move(Duration.ofSeconds(1));
    assertThrows(KeysUnreachable.class, () -> verifier.verify(token(FIRST)));
  }

  @Test
  void anAnswerThatHoldsNoKeysIsAnOutage() {
    published = "<html>Log in</html>";

    assertThrows(KeysUnreachable.class, () -> verifier.verify(token(FIRST)));
  }

  @Test
  @Timeout(60)
  void oneWaitsForAnIssuerThatDoesNotAnswerAndTheOthersAreTold() throws Exception {
    String stranger = token(SECOND);
    var called = new CountDownLatch(1);
    silence(called);
    var first = CompletableFuture.runAsync(() -> accepted(FIRST));
    called.await();

    for (int number = 0; number < 100; number++) {
      assertThrows(KeysUnreachable.class, () -> verifier.verify(stranger));
    }

    assertFalse(first.isDone());
    answers.countDown();
    first.get();
    assertEquals(1, asked.get());
  }

  @Test
  @Timeout(60)
  void whoseKeyIsKnownDoesNotWaitForNewOnes() throws Exception {
    accepted(FIRST);
    clock.move(IssuerKeys.FRESH.plusSeconds(1));
    var called = new CountDownLatch(1);
    silence(called);
    var stranger = CompletableFuture.runAsync(() -> refused(SECOND));
    called.await();

    accepted(FIRST);

    assertFalse(stranger.isDone());
    answers.countDown();
    stranger.get();
  }

  /** From now on the server takes a request and says nothing until it may. */
  private void silence(CountDownLatch called) {
    beforeAnswering =
        () -> {
          called.countDown();
          try {
            answers.await();
          } catch (InterruptedException exception) {
            Thread.currentThread().interrupt();
          }
        };
  }

  private void accepted(PublicJsonWebKey key) {
    assertEquals(new Caller("ann", Optional.of(Role.VIEWER)), verifier.verify(token(key)));
  }

  private void refused(PublicJsonWebKey key) {
    assertThrows(TokenRefused.class, () -> verifier.verify(token(key)));
  }

  private String token(PublicJsonWebKey key) {
    return Tokens.signed(Tokens.claims("ann", clock.instant()), key);
  }
}
