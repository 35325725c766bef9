package dev.waymark.database.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateException;
import java.security.cert.CertificateFactory;
import java.util.Collection;
import java.util.Locale;
import javax.net.ssl.TrustManager;
import javax.net.ssl.TrustManagerFactory;
import org.postgresql.ssl.NonValidatingFactory.NonValidatingTM;

/** The authorities by whose certificates a server is believed. */
final class TrustedRoots {
  private static final String REMEDY =
      "Let sslrootcert name a PEM file with the certificates of the server's authority";

  private TrustedRoots() {}

  /** Those of a file. */
  static TrustManager[] read(Path file) {
    try {
      KeyStore store = KeyStore.getInstance(KeyStore.getDefaultType());
      store.load(null, null);
      int number = 0;
      for (Certificate certificate : certificates(file, "root certificate", REMEDY)) {
        store.setCertificateEntry("root-" + number++, certificate);
      }
      return managers(store);
    } catch (IOException | GeneralSecurityException exception) {
      throw new InvalidTlsFile("The root certificates cannot be used", REMEDY, exception);
    }
  }

  /** Those that Java believes, which are those of public authorities unless somebody says else. */
  static TrustManager[] ofTheMachine() {
    try {
      return managers(null);
    } catch (GeneralSecurityException exception) {
      throw new InvalidTlsFile(
          "The root certificates that Java has cannot be used",
          "Check what javax.net.ssl.trustStore names, or " + REMEDY.toLowerCase(Locale.ROOT),
          exception);
    }
  }

  /** For modes that encrypt and verify nothing. */
  static TrustManager[] anybody() {
    return new TrustManager[] {new NonValidatingTM()};
  }

  /**
   * The certificates of a PEM file, at least one.
   *
   * @param what what they are called in a message
   */
  static Collection<? extends Certificate> certificates(Path file, String what, String remedy) {
    TlsFile.readable(file, what, remedy);
    try (InputStream stream = Files.newInputStream(file)) {
      var certificates = CertificateFactory.getInstance("X.509").generateCertificates(stream);
      if (certificates.isEmpty()) {
        throw new InvalidTlsFile(
            "The file of the %s, %s, holds no certificate".formatted(what, file), remedy);
      }
      return certificates;
    } catch (CertificateException exception) {
      throw new InvalidTlsFile(
          "The file of the %s, %s, holds no certificate that can be read".formatted(what, file),
          remedy,
          exception);
    } catch (IOException exception) {
      throw new InvalidTlsFile(
          "The file of the %s, %s, cannot be read".formatted(what, file), remedy, exception);
    }
  }

  private static TrustManager[] managers(KeyStore store) throws GeneralSecurityException {
    var factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    factory.init(store);
    return factory.getTrustManagers();
  }
}
