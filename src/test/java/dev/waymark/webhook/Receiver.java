package dev.waymark.webhook;

import static org.junit.jupiter.api.Assertions.assertEquals;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Somebody's server that is sent messages, and answers what a test wants it to answer. */
public final class Receiver implements AutoCloseable {
  public static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSwMfKQ9r8GKYo=";

  private final BlockingQueue<Received> received = new LinkedBlockingQueue<>();
  private final BlockingQueue<Answer> answers = new LinkedBlockingQueue<>();
  private final ExecutorService threads = Executors.newCachedThreadPool();
  private final HttpServer server;
  private volatile CountDownLatch held = new CountDownLatch(0);

  private record Answer(int status, Map<String, String> headers) {}

  /** What came in, byte for byte. */
  public record Received(Map<String, List<String>> headers, byte[] body) {
    public String header(String name) {
      return headers.entrySet().stream()
          .filter(it -> it.getKey().equalsIgnoreCase(name))
          .map(it -> it.getValue().get(0))
          .findFirst()
          .orElse("");
    }

    public JsonNode json() {
      try {
        return new ObjectMapper().readTree(body);
      } catch (IOException exception) {
        throw new AssertionError(new String(body), exception);
      }
    }

    public String type() {
      return json().path("type").asText();
    }

    /** As the specification has it, and not as Waymark computes it. */
    public Received signedWith(String secret) throws Exception {
      Mac mac = Mac.getInstance("HmacSHA256");
      byte[] key = Base64.getDecoder().decode(secret.substring("whsec_".length()));
      mac.init(new SecretKeySpec(key, "HmacSHA256"));
      mac.update((header("webhook-id") + "." + header("webhook-timestamp") + ".").getBytes());
      String expected = "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
      List<String> signatures = List.of(header("webhook-signature").split(" "));
      assertEquals(true, signatures.contains(expected), signatures + " without " + expected);
      return this;
    }
  }

  public Receiver() throws IOException {
    server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.createContext("/", this::receive);
    server.setExecutor(threads);
    server.start();
  }

  public int port() {
    return server.getAddress().getPort();
  }

  /** Where it is; the path is a secret. */
  public String url() {
    return "http://127.0.0.1:%d/services/T0/secret-path".formatted(port());
  }

  /** The next request is answered so; one that nothing was said of with 204. */
  Receiver answering(int status, String... headers) {
    answers.add(
        new Answer(status, headers.length == 0 ? Map.of() : Map.of(headers[0], headers[1])));
    return this;
  }

  /** From now on no request is answered until {@link #release}. */
  public void hold() {
    held = new CountDownLatch(1);
  }

  public void release() {
    held.countDown();
  }

  /** Waits for the next message. */
  public Received next() throws InterruptedException {
    Received next = received.poll(60, TimeUnit.SECONDS);
    if (next == null) {
      throw new AssertionError("No message has come");
    }
    return next;
  }

  /** What has come and was not asked for yet. */
  public int unread() {
    return received.size();
  }

  private void receive(HttpExchange exchange) throws IOException {
    received.add(
        new Received(exchange.getRequestHeaders(), exchange.getRequestBody().readAllBytes()));
    try {
      held.await();
    } catch (InterruptedException exception) {
      Thread.currentThread().interrupt();
    }
    Answer answer = answers.poll();
    int status = answer == null ? 204 : answer.status();
    if (answer != null) {
      answer.headers().forEach(exchange.getResponseHeaders()::add);
    }
    exchange.sendResponseHeaders(status, -1);
    exchange.close();
  }

  @Override
  public void close() {
    release();
    server.stop(0);
    threads.shutdownNow();
  }
}
