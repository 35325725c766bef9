package dev.waymark.access;

import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A key set that a server publishes. Redirections are not followed: the address is what was
 * configured, and so is the server that gets to see the bearer token.
 *
 * @param url where it is
 * @param authority a file with the certificates the server is believed by; empty for Java's
 * @param token a file with a bearer token for the server, as the API server of Kubernetes wants one
 */
record PublishedKeySet(URI url, Optional<Path> authority, Optional<Path> token) implements KeySet {
  private static final Duration TIMEOUT = Duration.ofSeconds(5);
  private static final int OK = 200;

  @Override
  public String location() {
    return url.toString();
  }

  // A client for each reading, which is rare: no thread waits in between, and a new authority
  // counts.
  @Override
  public String read() throws IOException {
    HttpRequest.Builder request =
        HttpRequest.newBuilder(url).timeout(TIMEOUT).header("Accept", "application/json");
    if (token.isPresent()) {
      request.header("Authorization", "Bearer " + bearer(token.get()));
    }
    var answer = client().sendAsync(request.build(), HttpResponse.BodyHandlers.ofString());
    try {
      HttpResponse<String> response = answer.get(2 * TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
      if (response.statusCode() != OK) {
        throw new IOException("it answers " + response.statusCode());
      }
      return response.body();
    } catch (ExecutionException exception) {
      throw new IOException(String.valueOf(exception.getCause()), exception.getCause());
    } catch (TimeoutException exception) {
      answer.cancel(true);
      throw new IOException("it takes too long to answer", exception);
    } catch (InterruptedException exception) {
      answer.cancel(true);
      Thread.currentThread().interrupt();
      throw new IOException("interrupted while waiting for it", exception);
    }
  }

  /** What the file holds, if a header can hold it; a message about it would show it. */
  private static String bearer(Path file) throws IOException {
    String bearer = Files.readString(file).strip();
    if (!bearer.matches("[\\x21-\\x7e]+")) {
      throw new IOException(file + " holds no token");
    }
    return bearer;
  }

  private HttpClient client() throws IOException {
    HttpClient.Builder client =
        HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(TIMEOUT);
    if (authority.isPresent()) {
      client.sslContext(trusting(authority.get()));
    }
    return client.build();
  }

  private static SSLContext trusting(Path authority) throws IOException {
    try (InputStream stream = Files.newInputStream(authority)) {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (var certificate : CertificateFactory.getInstance("X.509").generateCertificates(stream)) {
        store.setCertificateEntry("authority-" + number++, certificate);
      }
      var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
      trust.init(store);
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(null, trust.getTrustManagers(), null);
      return context;
    } catch (GeneralSecurityException exception) {
      throw new IOException(authority + " holds no certificates that can be used", exception);
    }
  }
}
