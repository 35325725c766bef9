package dev.waymark.database.tls;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.security.interfaces.RSAKey;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import javax.net.ssl.KeyManager;
import javax.net.ssl.KeyManagerFactory;

/**
 * A private key and the certificates that say whose it is.
 *
 * @param key the key of the first certificate
 * @param chain that certificate, and those that lead to its authority
 */
public record CertifiedKey(PrivateKey key, List<X509Certificate> chain) {
  private static final char[] NO_PASSWORD = {};
  private static final byte[] ANYTHING = {1, 2, 3};
  private static final String CERTIFICATE = "certificate";
  private static final String PEM_LABEL = "CERTIFICATE";
  private static final String ANY_KEY = "(?:[A-Z]+ )?PRIVATE KEY";
  private static final String TO_PEM = "Convert it: openssl x509 -in OLD -out NEW";
  private static final String REMEDY =
      "Let it be a PEM file whose first certificate is the one of the key";

  public CertifiedKey {
    chain = List.copyOf(chain);
  }

  /**
   * Reads a client's two files; a key that others may read is refused.
   *
   * @throws InvalidTlsFile if one cannot be used, or the key is not the certificate's
   */
  static CertifiedKey read(Path certificate, Path key, Optional<String> password) {
    if (TlsFiles.isPkcs12(key)) {
      return read(key, password);
    }
    List<X509Certificate> chain = chain(certificate);
    TlsFile.readable(key, "private key", "Name the file of the key in sslkey");
    TlsFile.secret(key);
    return of(certificate, key, chain, password);
  }

  /**
   * Reads a server's two files, whatever their mode. Both are PEM: what serves them reads no other
   * form.
   *
   * @throws InvalidTlsFile if one cannot be used, or the key is not the certificate's
   */
  public static CertifiedKey ofServer(Path certificate, Path key) {
    List<X509Certificate> chain = chain(certificate);
    TlsFile.pem(certificate, CERTIFICATE, PEM_LABEL, TO_PEM);
    TlsFile.readable(key, "private key", "Let it be the PEM file of the key");
    TlsFile.pem(key, "private key", ANY_KEY, "Convert it: openssl pkey -in OLD -out NEW");
    return of(certificate, key, chain, Optional.empty());
  }

  /**
   * Makes sure that a PEM file holds certificates.
   *
   * @throws InvalidTlsFile if it does not
   */
  public static void requireCertificates(Path file) {
    String what = "authorities' certificates";
    TrustedRoots.certificates(file, what, "Let it be a PEM file with at least one certificate");
    TlsFile.pem(file, what, PEM_LABEL, TO_PEM);
  }

  private static CertifiedKey of(
      Path certificate, Path key, List<X509Certificate> chain, Optional<String> password) {
    PublicKey publicKey = chain.get(0).getPublicKey();
    PrivateKey privateKey = PrivateKeyFile.read(key, publicKey, password);
    if (!belong(privateKey, publicKey)) {
      throw new InvalidTlsFile(
          "The private key in %s is not that of the certificate in %s".formatted(key, certificate),
          "Give both files of one pair");
    }
    return new CertifiedKey(privateKey, chain);
  }

  /** Reads a PKCS #12 file, which holds both; its password is libpq's sslpassword. */
  static CertifiedKey read(Path file, Optional<String> password) {
    TlsFile.readable(file, "private key", "Name the file of the key in sslkey");
    TlsFile.secret(file);
    char[] secret = password.map(String::toCharArray).orElse(NO_PASSWORD);
    try (InputStream stream = Files.newInputStream(file)) {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(stream, secret);
      for (String alias : java.util.Collections.list(store.aliases())) {
        if (store.isKeyEntry(alias) && store.getKey(alias, secret) instanceof PrivateKey key) {
          List<X509Certificate> chain =
              Arrays.stream(store.getCertificateChain(alias))
                  .map(X509Certificate.class::cast)
                  .toList();
          return new CertifiedKey(key, chain);
        }
      }
    } catch (IOException | GeneralSecurityException exception) {
      throw new InvalidTlsFile(
          "The PKCS #12 file %s cannot be opened".formatted(file),
          "Check sslpassword, and that the file is complete",
          exception);
    }
    throw new InvalidTlsFile(
        "The PKCS #12 file %s holds no private key".formatted(file),
        "Let it hold the key and its certificates");
  }

  /** What shows the certificate to a server that asks for one. */
  KeyManager[] managers() {
    try {
      KeyStore store = KeyStore.getInstance("PKCS12");
      store.load(null, null);
      store.setKeyEntry("client", key, NO_PASSWORD, chain.toArray(Certificate[]::new));
      var factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
      factory.init(store, NO_PASSWORD);
      return factory.getKeyManagers();
    } catch (IOException | GeneralSecurityException exception) {
      throw new InvalidTlsFile("The private key cannot be used", REMEDY, exception);
    }
  }

  private static List<X509Certificate> chain(Path file) {
    return TrustedRoots.certificates(file, CERTIFICATE, REMEDY).stream()
        .map(X509Certificate.class::cast)
        .toList();
  }

  /** Whether what the one signs the other verifies. */
  private static boolean belong(PrivateKey key, PublicKey publicKey) {
    if (key instanceof RSAKey mine && publicKey instanceof RSAKey other) {
      return mine.getModulus().equals(other.getModulus());
    }
    String algorithm =
        key.getAlgorithm().equals("EC") ? "SHA256withECDSA" : publicKey.getAlgorithm();
    try {
      Signature signing = Signature.getInstance(algorithm);
      signing.initSign(key);
      signing.update(ANYTHING);
      Signature verifying = Signature.getInstance(algorithm);
      verifying.initVerify(publicKey);
      verifying.update(ANYTHING);
      return verifying.verify(signing.sign());
    } catch (GeneralSecurityException exception) {
      return false;
    }
  }
}
