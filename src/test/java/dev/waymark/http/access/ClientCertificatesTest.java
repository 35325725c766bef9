package dev.waymark.http.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.access.Authority;
import dev.waymark.access.Role;
import io.quarkus.test.common.http.TestHTTPResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.test.junit.TestProfile;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.util.Optional;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Client certificates, over TLS as it is. */
@QuarkusTest
@TestProfile(Encrypted.class)
class ClientCertificatesTest {

  @TestHTTPResource(tls = true)
  URI address;

  @Test
  void aSubjectThatIsNamedMigratesAndIsRecorded() throws Exception {
    HttpResponse<String> answer = ask(with("deployer"), "POST", "/migrations", null);

    assertEquals(200, answer.statusCode(), answer::body);
    assertEquals("CN=deployer,O=Example", json(answer).at("/requestedBy/name").asText());
  }

  @Test
  void anAlternativeNameThatIsNamedReads() throws Exception {
    SSLContext dashboards = with("dashboards");

    assertEquals(200, ask(dashboards, "GET", "/migrations/status", null).statusCode());
    assertEquals(403, ask(dashboards, "POST", "/migrations", null).statusCode());
  }

  @Test
  void aSubjectThatIsNotNamedMayNothing() throws Exception {
    HttpResponse<String> answer = ask(with("localhost"), "GET", "/migrations/status", null);

    assertEquals(403, answer.statusCode(), answer::body);
    assertEquals(
        "CN=localhost may not do this: it takes the role viewer.",
        json(answer).at("/detail").asText());
  }

  @Test
  void withoutACertificateATokenIsNeeded() throws Exception {
    SSLContext none = Encrypted.authority().client();
    String token = Guarded.token("deploy", Role.MIGRATOR).value();

    assertEquals(401, ask(none, "GET", "/migrations/status", null).statusCode());
    assertEquals(
        "deploy", json(ask(none, "POST", "/migrations", token)).at("/requestedBy/name").asText());
  }

  /** The certificate may be a proxy's, which passes on what others ask. */
  @Test
  void aTokenSaysMoreThanACertificate() throws Exception {
    String token = Guarded.token("reader", Role.VIEWER).value();

    assertEquals(403, ask(with("deployer"), "POST", "/migrations", token).statusCode());
    assertEquals(401, ask(with("deployer"), "POST", "/migrations", "wmk_no").statusCode());
  }

  @Test
  void aCertificateThatHasExpiredEndsTheHandshake() {
    assertThrows(IOException.class, () -> ask(with("expired"), "GET", "/migrations/status", null));
  }

  @Test
  void anotherAuthoritysCertificateEndsTheHandshake(@TempDir Path folder) throws Exception {
    Authority other = Authority.create(folder);
    other.sign("deployer", "CN=deployer, O=Example");
    SSLContext impostor = Encrypted.authority().client(other, "deployer");

    // A client sends no certificate that the server does not ask for, unless it is made to.
    HttpResponse<String> answer = null;
    try {
      answer = ask(impostor, "GET", "/migrations/status", null);
    } catch (IOException refused) {
      assertTrue(refused.getMessage() != null);
    }
    assertTrue(answer == null || answer.statusCode() == 401, String.valueOf(answer));
  }

  @Test
  void onlyAnEncryptedAnswerAsksForEncryptionFromNowOn() throws Exception {
    HttpResponse<String> answer = ask(with("dashboards"), "GET", "/migrations/status", null);

    assertEquals(
        Optional.of("max-age=31536000"), answer.headers().firstValue("Strict-Transport-Security"));
  }

  private static SSLContext with(String alias) throws Exception {
    return Encrypted.authority().client(Encrypted.authority(), alias);
  }

  private HttpResponse<String> ask(SSLContext tls, String method, String path, String token)
      throws IOException, InterruptedException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(Encrypted.address(address).resolve(path))
            .method(method, HttpRequest.BodyPublishers.noBody());
    if (token != null) {
      request.header("Authorization", "Bearer " + token);
    }
    return HttpClient.newBuilder()
        .sslContext(tls)
        .build()
        .send(request.build(), BodyHandlers.ofString());
  }

  private static JsonNode json(HttpResponse<String> answer) throws IOException {
    return new ObjectMapper().readTree(answer.body());
  }
}
