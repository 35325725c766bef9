package dev.waymark.proof;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import dev.waymark.access.Authority;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.security.cert.CertificateFactory;
import java.security.cert.X509Certificate;
import java.util.Map;
import java.util.regex.Pattern;
import javax.net.ssl.SSLContext;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The service's own certificate, replaced while it runs. */
@Timeout(120)
class CertificateRenewalIT {
  // No database is asked there before a client calls.
  private static final String DATABASE = "postgresql://u:s3cret@127.0.0.1:1/db";
  private static final String COMPLAINT = "The old certificate is served further on";

  @TempDir Path folder;

  private Authority authority;
  private Authority nextAuthority;
  private Authority.Signed old;
  private Authority.Signed next;

  @BeforeEach
  void sign() throws Exception {
    authority = Authority.create(Files.createDirectory(folder.resolve("authority")));
    nextAuthority = Authority.create(Files.createDirectory(folder.resolve("next-authority")));
    old = authority.server("localhost");
    next = nextAuthority.server("localhost");
  }

  @Test
  void aWholeNewPairIsServedAndHalfOfOneIsNot() throws Exception {
    mount("first", old.certificate(), old.key(), authority);
    try (Replica replica = Replica.launch(DATABASE, folder, settings())) {
      OwnProcess process = replica.process();
      String address = process.printed("Listening on: (https://\\S+?:\\d+)").group(1);
      URI status = URI.create(address.replaceFirst("//.*:", "//localhost:") + "/migrations/status");
      // Each has a context of its own, so that no handshake goes on with what another has seen.
      assertServes(old, ask(authority.client(authority, "localhost"), status));
      assertIsRefused(authority.client(nextAuthority, "localhost"), status);

      mount("half", next.certificate(), old.key(), authority);

      process.printed(
          "WARN\\W.*%s\\. The new one cannot be used: The private key in %s is not that of the certificate in %s\\."
              .formatted(COMPLAINT, quoted("tls.key"), quoted("tls.crt")));
      assertServes(old, ask(authority.client(authority, "localhost"), status));

      mount("whole", next.certificate(), next.key(), nextAuthority);

      process.printed("INFO\\W.*The renewed certificate is served from now on\\.");
      assertServes(next, ask(nextAuthority.client(nextAuthority, "localhost"), status));
      assertIsRefused(nextAuthority.client(authority, "localhost"), status);
      assertEquals(
          1,
          process.log().lines().filter(line -> line.contains(COMPLAINT)).count(),
          process::lastWords);
      assertFalse(process.log().contains("\tat "), process::lastWords);
    }
  }

  private Map<String, String> settings() {
    return Map.of(
        "WAYMARK_TLS_CERTIFICATE",
        mounted("tls.crt").toString(),
        "WAYMARK_TLS_KEY",
        mounted("tls.key").toString(),
        "WAYMARK_TLS_CLIENT_CA",
        mounted("ca.crt").toString(),
        "QUARKUS_HTTP_SSL_PORT",
        "0",
        "QUARKUS_HTTP_INSECURE_REQUESTS",
        "disabled",
        "WAYMARK_CERTIFICATE_ROLES",
        "viewer: CN=localhost");
  }

  /** Replaces all files at once: a link leads to another folder, as in a mounted secret. */
  private void mount(String name, Path certificate, Path key, Authority clients) throws Exception {
    Path files = Files.createDirectory(folder.resolve(name));
    Files.copy(certificate, files.resolve("tls.crt"));
    Files.copy(key, files.resolve("tls.key"));
    Files.copy(clients.certificate(), files.resolve("ca.crt"));
    Path link = Files.createSymbolicLink(folder.resolve("..fresh"), files);
    Files.move(link, folder.resolve("tls"), StandardCopyOption.ATOMIC_MOVE);
  }

  private Path mounted(String file) {
    return folder.resolve("tls").resolve(file);
  }

  private String quoted(String file) {
    return Pattern.quote(mounted(file).toString());
  }

  /** The database is away, so that a caller who is let in hears of that. */
  private static void assertServes(Authority.Signed expected, HttpResponse<Void> answer)
      throws Exception {
    assertEquals(503, answer.statusCode());
    try (var file = Files.newInputStream(expected.certificate())) {
      var certificate =
          (X509Certificate) CertificateFactory.getInstance("X.509").generateCertificate(file);
      assertEquals(certificate, answer.sslSession().orElseThrow().getPeerCertificates()[0]);
    }
  }

  /** With another authority's certificate there is not even a connection. */
  private static void assertIsRefused(SSLContext client, URI address) {
    assertThrows(IOException.class, () -> ask(client, address));
  }

  private static HttpResponse<Void> ask(SSLContext tls, URI address) throws Exception {
    return HttpClient.newBuilder()
        .sslContext(tls)
        .build()
        .send(HttpRequest.newBuilder(address).build(), HttpResponse.BodyHandlers.discarding());
  }
}
