package dev.waymark.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.settings.TimeText;
import dev.waymark.webhook.Receiver.Received;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.logging.Handler;
import java.util.logging.LogRecord;
import org.jboss.logmanager.ExtFormatter;
import org.jboss.logmanager.LogContext;
import org.jboss.logmanager.Logger;
import org.jboss.logmanager.MDC;
import org.jboss.logmanager.formatters.PatternFormatter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A message on its way, to a real server. */
@Timeout(120)
class DeliveryTest {
  private static final Duration LONG_ENOUGH = Duration.ofSeconds(100);
  private static final Waits SHORT =
      new Waits(
          Collections.nCopies(3, Duration.ofMillis(5)),
          Duration.ofSeconds(1),
          Duration.ofSeconds(1));

  @TempDir Path folder;

  private final Receiver receiver = new Receiver();
  private final StringBuffer log = new StringBuffer();
  private final Logger logger = LogContext.getLogContext().getLogger("dev.waymark.webhook");
  private final Handler handler =
      new Handler() {
        private final ExtFormatter formatter = new PatternFormatter("%p %X{runId}%s%e%n");

        @Override
        public void publish(LogRecord entry) {
          log.append(formatter.format(entry));
        }

        @Override
        public void flush() {}

        @Override
        public void close() {}
      };

  DeliveryTest() throws IOException {}

  @BeforeEach
  void listen() {
    logger.addHandler(handler);
  }

  @AfterEach
  void close() {
    logger.removeHandler(handler);
    receiver.close();
  }

  @Test
  void aMessageIsSignedWithEachSecret() throws Exception {
    String old = "whsec_C2FVsBQIhrscChlQIMV+b5sSYspob7oD";
    Webhooks webhooks = given("secret: [%s, %s]".formatted(Receiver.SECRET, old));

    webhooks.announce(new Event.Test(Instant.parse("2026-11-27T20:00:00Z")));
    Received received = receiver.next().signedWith(Receiver.SECRET).signedWith(old);

    assertEquals("application/json", received.header("content-type"));
    assertEquals("Waymark", received.header("user-agent"));
    assertTrue(received.header("webhook-id").matches("msg_[0-9a-f]{32}"));
    assertEquals(
        "{\"type\":\"test\",\"timestamp\":\"2026-11-27T20:00:00Z\",\"data\":{}}",
        new String(received.body()));
    webhooks.close(LONG_ENOUGH);
  }

  @Test
  void aLineOfTheLogIsNotOfTheRunThatHappenedToBeTheFirst() throws Exception {
    receiver.answering(404);
    Webhooks webhooks = given("secret: " + Receiver.SECRET);

    MDC.put("runId", "the-first");
    try {
      webhooks.announce(new Event.Test(Instant.now()));
    } finally {
      MDC.remove("runId");
    }
    webhooks.close(LONG_ENOUGH);

    assertTrue(log.toString().contains("after 1 try: it answers 404"), log::toString);
    assertFalse(log.toString().contains("the-first"), log::toString);
  }

  @Test
  void whatPassesIsTriedAgainWithTheSameIdUntilItIsDelivered() throws Exception {
    receiver.answering(503).answering(429, "Retry-After", "0").answering(500);
    Webhooks webhooks = given("secret: " + Receiver.SECRET);

    webhooks.announce(new Event.Test(Instant.now()));
    webhooks.close(LONG_ENOUGH);

    String id = receiver.next().signedWith(Receiver.SECRET).header("webhook-id");
    for (int more = 0; more < 3; more++) {
      assertEquals(id, receiver.next().signedWith(Receiver.SECRET).header("webhook-id"));
    }
    assertEquals(0, receiver.unread());
    assertCounts(1, 0, 0, webhooks);
    assertEquals(1, occurrences("is not delivered yet: it answers 503."), log::toString);
    assertTrue(log.toString().contains("messages are delivered again"), log::toString);
  }

  @Test
  void whatDoesNotPassIsGivenUpAfterTheLastTry() throws Exception {
    receiver.answering(500).answering(500).answering(500).answering(502);
    Webhooks webhooks = given("secret: " + Receiver.SECRET);

    webhooks.announce(new Event.Test(Instant.now()));
    webhooks.close(LONG_ENOUGH);

    assertCounts(0, 1, 0, webhooks);
    assertTrue(log.toString().contains("after 4 tries: it answers 502."), log::toString);
  }

  @Test
  void aReceiverSaysHowLongToWaitAndNotForEver() {
    Waits waits =
        new Waits(List.of(Duration.ofSeconds(10)), Duration.ofSeconds(1), Duration.ofMinutes(1));

    assertBetween(10, 12, waits.after(1, Optional.empty()));
    assertBetween(30, 36, waits.after(1, Optional.of(Duration.ofSeconds(30))));
    assertBetween(10, 12, waits.after(1, Optional.of(Duration.ofSeconds(1))));
    assertBetween(60, 72, waits.after(1, Optional.of(Duration.ofDays(9))));
    assertTrue(waits.after(2, Optional.empty()).isEmpty());
  }

  @Test
  void noRedirectionIsFollowed() throws Exception {
    try (Receiver other = new Receiver()) {
      receiver.answering(307, "Location", other.url());
      Webhooks webhooks = given("secret: " + Receiver.SECRET);

      webhooks.announce(new Event.Test(Instant.now()));
      webhooks.close(LONG_ENOUGH);

      assertEquals(0, other.unread());
      assertCounts(0, 1, 0, webhooks);
      assertTrue(
          log.toString().contains("after 1 try: it answers 307, and no redirection is followed."),
          log::toString);
    }
  }

  @Test
  void aReceiverThatIsGoneIsLeftAloneUntilTheFileChanges() throws Exception {
    receiver.answering(410);
    Webhooks webhooks = given("secret: " + Receiver.SECRET);

    webhooks.announce(new Event.Test(Instant.now()));
    webhooks.announce(new Event.Test(Instant.now()));
    String first = receiver.next().header("webhook-id");
    untilCounted(1, 1, webhooks);
    write("secret: %s\n  environment: staging".formatted(Receiver.SECRET));
    webhooks.announce(new Event.Test(Instant.now()));
    webhooks.close(LONG_ENOUGH);

    Received second = receiver.next();
    assertNotEquals(first, second.header("webhook-id"));
    assertEquals("staging", second.json().path("environment").asText());
    assertEquals(0, receiver.unread());
    assertCounts(1, 1, 1, webhooks);
  }

  @Test
  void whatWaitsIsBoundedAndWhatIsTooMuchIsCountedAndSaidOnce() throws Exception {
    receiver.hold();
    Webhooks webhooks = given("secret: " + Receiver.SECRET);
    webhooks.announce(new Event.Test(Instant.now()));
    receiver.next();

    for (int more = 0; more < Courier.MOST_WAITING + 9; more++) {
      webhooks.announce(new Event.Test(Instant.now()));
    }
    untilCounted(0, 10, webhooks);
    receiver.release();
    webhooks.close(LONG_ENOUGH);

    assertCounts(Courier.MOST_WAITING, 0, 10, webhooks);
    assertEquals(1, occurrences("messages wait for it, and no more are kept"), log::toString);
  }

  @Test
  void theEndWaitsForABoundedTimeAndSaysWhatIsLost() throws Exception {
    receiver.hold();
    Webhooks webhooks = given("secret: " + Receiver.SECRET);
    webhooks.announce(new Event.Test(Instant.now()));
    webhooks.announce(new Event.Test(Instant.now()));
    receiver.next();

    webhooks.close(Duration.ofMillis(1));
    webhooks.announce(new Event.Test(Instant.now()));

    assertCounts(0, 0, 3, webhooks);
    assertTrue(
        log.toString().contains("The process ends, and 2 messages to webhooks are not delivered."),
        log::toString);
  }

  @Test
  void theLogSaysWhyAndNothingThatIsSecret() throws Exception {
    assertFailure("the connection is refused", "http://127.0.0.1:" + closedPort());
    try (ServerSocket plain = answeringPlainly()) {
      assertFailure("TLS fails: ", "https://127.0.0.1:" + plain.getLocalPort());
    }
    assertFailure("its host is not known", "https://nobody.invalid");
    receiver.answering(404);
    assertFailure("after 1 try: it answers 404.", "http://127.0.0.1:" + receiver.port());
    receiver.hold();
    assertFailure("no answer within 1 s", "http://127.0.0.1:" + receiver.port());
  }

  @Test
  void aTextForPeopleIsHarmlessWhateverItHolds() throws Exception {
    Webhooks webhooks = given("format: slack\n  environment: <!channel> & co");
    webhooks.announce(new Event.Test(Instant.now()));
    Received text = receiver.next();
    assertEquals(
        "&lt;!channel&gt; &amp; co, A test of Waymark's webhook: it arrives.",
        text.json().path("text").asText());
    assertFalse(text.json().path("mrkdwn").asBoolean(true));

    write("format: teams\n  environment: \"[a](https://evil.example) **b**\"");
    webhooks.announce(new Event.Test(Instant.now()));
    Received card = receiver.next();
    assertEquals("", card.header("webhook-signature"));
    assertEquals(
        "[a](https://evil.example) **b**, A test of Waymark's webhook: it arrives.",
        card.json().at("/attachments/0/content/body/0/inlines/0/text").asText());
    assertEquals(
        "TextRun", card.json().at("/attachments/0/content/body/0/inlines/0/type").asText());
    webhooks.close(LONG_ENOUGH);
  }

  private void assertFailure(String why, String address) throws Exception {
    log.setLength(0);
    Path file = folder.resolve("failing.yaml");
    Files.writeString(
        file,
        "webhooks:\n- name: failing\n  url: %s/t0p-secret?token=t0p-secret\n  secret: %s\n"
            .formatted(address, Receiver.SECRET));
    Webhooks webhooks = open(file);

    webhooks.announce(new Event.Test(Instant.now()));
    webhooks.close(LONG_ENOUGH);

    assertCounts(0, 1, 0, webhooks);
    assertTrue(log.toString().contains(why), log::toString);
    assertFalse(log.toString().contains("t0p-secret"), log::toString);
    assertFalse(log.toString().contains(Receiver.SECRET.substring(6, 20)), log::toString);
  }

  /** A server that knows nothing of TLS. */
  private static ServerSocket answeringPlainly() throws IOException {
    ServerSocket server = new ServerSocket(0, 10, InetAddress.getLoopbackAddress());
    new Thread(
            () -> {
              while (!server.isClosed()) {
                try (Socket client = server.accept()) {
                  client.getInputStream().read();
                  client.getOutputStream().write("HTTP/1.1 400 Bad Request\r\n\r\n".getBytes());
                } catch (IOException closed) {
                  return;
                }
              }
            })
        .start();
    return server;
  }

  private static int closedPort() throws IOException {
    try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return socket.getLocalPort();
    }
  }

  private static void untilCounted(int failed, int dropped, Webhooks webhooks)
      throws InterruptedException {
    while (webhooks.counts().failed() < failed || webhooks.counts().dropped() < dropped) {
      Thread.sleep(5);
    }
  }

  private static void assertCounts(int delivered, int failed, int dropped, Webhooks webhooks) {
    Counts counts = webhooks.counts();
    assertEquals(
        List.of((long) delivered, (long) failed, (long) dropped),
        List.of(counts.delivered(), counts.failed(), counts.dropped()));
  }

  private static void assertBetween(int least, int most, Optional<Duration> wait) {
    assertTrue(wait.orElseThrow().compareTo(Duration.ofSeconds(least)) >= 0, wait::toString);
    assertTrue(wait.orElseThrow().compareTo(Duration.ofSeconds(most)) <= 0, wait::toString);
  }

  private int occurrences(String text) {
    return log.toString().split(java.util.regex.Pattern.quote(text), -1).length - 1;
  }

  private Webhooks given(String fields) throws IOException {
    return open(write(fields));
  }

  private Path write(String fields) throws IOException {
    return Files.writeString(
        folder.resolve("webhooks.yaml"),
        "webhooks:\n- name: team\n  url: %s\n  %s\n".formatted(receiver.url(), fields));
  }

  private static Webhooks open(Path file) {
    Clock clock = Clock.systemUTC();
    return new Webhooks(Optional.of(WebhooksFile.open(file, clock, TimeText::parse)), SHORT, clock);
  }
}
