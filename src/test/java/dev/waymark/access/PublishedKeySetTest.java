package dev.waymark.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import com.sun.net.httpserver.HttpsConfigurator;
import com.sun.net.httpserver.HttpsServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Reading keys over TLS, as the API server of Kubernetes publishes them: to those it knows. */
class PublishedKeySetTest {
  private static final String TOKEN = "s3cret-of-the-pod";

  @TempDir static Path folder;
  private static Authority authority;

  private final List<String> asked = new CopyOnWriteArrayList<>();
  private HttpsServer server;

  @BeforeEach
  void serve() throws Exception {
    if (authority == null) {
      authority = Authority.create(folder);
      authority.server("localhost");
    }
    server = HttpsServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
    server.setHttpsConfigurator(new HttpsConfigurator(authority.client(authority, "localhost")));
    server.createContext("/keys", this::answer);
    server.start();
  }

  @AfterEach
  void stop() {
    server.stop(0);
  }

  private void answer(HttpExchange exchange) throws IOException {
    String authorization = exchange.getRequestHeaders().getFirst("Authorization");
    asked.add(exchange.getRequestURI() + " " + authorization);
    byte[] body = "{\"keys\":[]}".getBytes(StandardCharsets.UTF_8);
    if (exchange.getRequestURI().getPath().endsWith("/elsewhere")) {
      exchange.getResponseHeaders().set("Location", "/keys");
      exchange.sendResponseHeaders(302, -1);
    } else if (("Bearer " + TOKEN).equals(authorization)) {
      exchange.sendResponseHeaders(200, body.length);
      exchange.getResponseBody().write(body);
    } else {
      exchange.sendResponseHeaders(403, -1);
    }
    exchange.close();
  }

  @Test
  void theTokenIsReadAnewEachTime() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), "old\n");
    KeySet keys = keys("/keys", Optional.of(authority.certificate()), Optional.of(token));
    assertThrows(IOException.class, keys::read);

    Files.writeString(token, TOKEN + "\n");

    assertEquals("{\"keys\":[]}", keys.read());
    assertEquals(List.of("/keys Bearer old", "/keys Bearer " + TOKEN), asked);
  }

  @Test
  void aServerThatTheAuthorityDoesNotKnowIsNotAsked() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), TOKEN);

    KeySet keys = keys("/keys", Optional.empty(), Optional.of(token));

    assertThrows(IOException.class, keys::read);
    assertEquals(List.of(), asked);
  }

  @Test
  void noRedirectionIsFollowed() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), TOKEN);

    KeySet keys = keys("/keys/elsewhere", Optional.of(authority.certificate()), Optional.of(token));

    assertEquals("it answers 302", assertThrows(IOException.class, keys::read).getMessage());
    assertEquals(1, asked.size());
  }

  @Test
  void aFileThatHoldsNoTokenIsNamedAndNotShown() throws Exception {
    Path token = Files.writeString(folder.resolve("token"), TOKEN + "\r\nX-Other: 1");

    KeySet keys = keys("/keys", Optional.of(authority.certificate()), Optional.of(token));

    IOException refused = assertThrows(IOException.class, keys::read);
    assertEquals(token + " holds no token", refused.getMessage());
    assertFalse(refused.toString().contains(TOKEN));
  }

  private KeySet keys(String path, Optional<Path> certificates, Optional<Path> token) {
    return KeySet.parse(
        "https://localhost:%d%s".formatted(((HttpServer) server).getAddress().getPort(), path),
        certificates,
        token);
  }
}
