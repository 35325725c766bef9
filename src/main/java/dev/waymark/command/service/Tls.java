package dev.waymark.command.service;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.Collection;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;

/**
 * Whom a client believes over TLS and as whom it comes, as PEM files.
 *
 * @param authorities the only authorities to believe; empty for those that Java knows
 * @param certificate the client's own certificate, with those in between behind it; empty for none
 * @param key the certificate's private key, as PKCS #8; empty for none
 */
public record Tls(Optional<Path> authorities, Optional<Path> certificate, Optional<Path> key) {
  private static final Pattern PRIVATE_KEY =
      Pattern.compile("-----BEGIN PRIVATE KEY-----(.+?)-----END PRIVATE KEY-----", Pattern.DOTALL);

  /** Only in memory, where no other process reads it. */
  private static final char[] NO_PASSWORD = {};

  /** A file cannot be used; the message says which, and nothing of a key. */
  public static final class Unusable extends Exception {
    private Unusable(Path file, String why, Exception cause) {
      super("%s cannot be used: %s.".formatted(file, why), cause);
    }
  }

  /**
   * The context that speaks so; empty if nothing is said.
   *
   * @throws Unusable if a file cannot be read, or does not hold what it should
   */
  Optional<SSLContext> context() throws Unusable {
    if (authorities.isEmpty() && certificate.isEmpty()) {
      return Optional.empty();
    }
    try {
      SSLContext context = SSLContext.getInstance("TLS");
      context.init(keys(), trust(), null);
      return Optional.of(context);
    } catch (GeneralSecurityException | IOException exception) {
      throw new IllegalStateException("Every Java speaks TLS", exception);
    }
  }

  private TrustManager[] trust() throws GeneralSecurityException, IOException, Unusable {
    if (authorities.isEmpty()) {
      return null;
    }
    KeyStore store = emptyStore();
    int number = 0;
    for (Certificate authority : certificates(authorities.get())) {
      store.setCertificateEntry("authority-" + number++, authority);
    }
    TrustManagerFactory trust =
        TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(store);
    return trust.getTrustManagers();
  }

  private KeyManager[] keys() throws GeneralSecurityException, IOException, Unusable {
    if (certificate.isEmpty() || key.isEmpty()) {
      return null;
    }
    Certificate[] chain = certificates(certificate.get()).toArray(Certificate[]::new);
    KeyStore store = emptyStore();
    store.setKeyEntry(
        "client",
        privateKey(key.get(), chain[0].getPublicKey().getAlgorithm()),
        NO_PASSWORD,
        chain);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    keys.init(store, NO_PASSWORD);
    return keys.getKeyManagers();
  }

  private static KeyStore emptyStore() throws GeneralSecurityException, IOException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private static Collection<? extends Certificate> certificates(Path pem) throws Unusable {
    try (InputStream stream = Files.newInputStream(pem)) {
      Collection<? extends Certificate> certificates =
          CertificateFactory.getInstance("X.509").generateCertificates(stream);
      if (certificates.isEmpty()) {
        throw new Unusable(pem, "there is no certificate in it", null);
      }
      return certificates;
    } catch (IOException exception) {
      throw new Unusable(pem, "it cannot be read", exception);
    } catch (CertificateException exception) {
      throw new Unusable(pem, "it holds something else than certificates", exception);
    }
  }

  private static PrivateKey privateKey(Path pem, String algorithm) throws Unusable {
    try {
      Matcher text = PRIVATE_KEY.matcher(Files.readString(pem));
      if (!text.find()) {
        throw new Unusable(
            pem, "it holds no PKCS #8 key (openssl pkcs8 -topk8 -nodes makes one)", null);
      }
      byte[] key = Base64.getMimeDecoder().decode(text.group(1));
      return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
    } catch (IOException exception) {
      throw new Unusable(pem, "it cannot be read", exception);
    } catch (GeneralSecurityException | IllegalArgumentException exception) {
      throw new Unusable(pem, "it is not the key of the certificate", null);
    }
  }
}
