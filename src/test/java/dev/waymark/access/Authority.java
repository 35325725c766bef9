package dev.waymark.access;

import java.io.IOException;
import java.math.BigInteger;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.cert.Certificate;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.util.Date;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.bouncycastle.asn1.x509.BasicConstraints;
import org.bouncycastle.asn1.x509.Extension;
import org.bouncycastle.asn1.x509.GeneralName;
import org.bouncycastle.asn1.x509.GeneralNames;
import org.bouncycastle.cert.X509v3CertificateBuilder;
import org.bouncycastle.cert.jcajce.JcaX509CertificateConverter;
import org.bouncycastle.cert.jcajce.JcaX509v3CertificateBuilder;
import org.bouncycastle.operator.OperatorCreationException;
import org.bouncycastle.operator.jcajce.JcaContentSignerBuilder;

/**
 * A certificate authority and what it signs, as PEM files. They are made in the test's own process:
 * the JDK's keytool, a process for each of four steps, took two seconds for a certificate.
 */
public final class Authority {
  private static final String PASSWORD = "changeit";
  private static final String SELF = "authority";
  private static final X500Principal NAME = new X500Principal("CN=Test");
  private static final SecureRandom RANDOM = new SecureRandom();

  /**
   * What the authority signed.
   *
   * @param certificate a PEM file
   * @param key the private key, a PEM file that only its owner may read
   */
  public record Signed(Path certificate, Path key) {}

  private final Path folder;

  private Authority(Path folder) {
    this.folder = folder;
  }

  /** A new one, which keeps everything in an empty folder. */
  public static Authority create(Path folder) {
    Authority authority = at(folder);
    try {
      KeyPair pair = pair("EC");
      Instant now = Instant.now();
      X509v3CertificateBuilder own = certificate(NAME, pair, now, now.plus(Duration.ofDays(90)));
      own.addExtension(Extension.basicConstraints, true, new BasicConstraints(true));
      X509Certificate certificate = signed(own, pair.getPrivate());
      KeyStore store = empty();
      store.setKeyEntry(
          SELF, pair.getPrivate(), PASSWORD.toCharArray(), new Certificate[] {certificate});
      authority.save(store);
      writeCertificate(certificate, authority.certificate());
    } catch (IOException | GeneralSecurityException | OperatorCreationException exception) {
      throw new IllegalStateException(exception);
    }
    return authority;
  }

  /** The one that was created in the folder. */
  public static Authority at(Path folder) {
    return new Authority(folder);
  }

  /** The authority's own certificate, which a process that trusts it has. */
  public Path certificate() {
    return folder.resolve("authority.pem");
  }

  /** A key store with nothing but the authority's certificate, as Java takes one for its own. */
  public Path trustStore() throws IOException, GeneralSecurityException {
    KeyStore trusted = empty();
    trusted.setCertificateEntry(SELF, store().getCertificate(SELF));
    Path file = folder.resolve("trust.p12");
    try (var stream = Files.newOutputStream(file)) {
      trusted.store(stream, PASSWORD.toCharArray());
    }
    return file;
  }

  /** A certificate for a server of this name. */
  public Signed server(String host) {
    return sign(host, "CN=" + host, new GeneralName(GeneralName.dNSName, host));
  }

  /**
   * Signs a certificate.
   *
   * @param alias what it is called here
   * @param subject its subject, as RFC 4514 writes it
   * @param names other names of its subject
   */
  public Signed sign(String alias, String subject, GeneralName... names) {
    return sign("EC", alias, subject, Instant.now(), names);
  }

  /** The same for a key of another algorithm, by Java's name for it. */
  public Signed signKeyOf(String algorithm, String alias, String subject) {
    return sign(algorithm, alias, subject, Instant.now());
  }

  /** The same, a month ago for a week. */
  public Signed signExpired(String alias, String subject) {
    return sign("EC", alias, subject, Instant.now().minus(Duration.ofDays(30)));
  }

  private Signed sign(
      String algorithm, String alias, String subject, Instant from, GeneralName... names) {
    Signed signed = new Signed(folder.resolve(alias + ".pem"), folder.resolve(alias + ".key"));
    try {
      KeyStore store = store();
      KeyPair pair = pair(algorithm);
      X509v3CertificateBuilder wanted =
          certificate(new X500Principal(subject), pair, from, from.plus(Duration.ofDays(7)));
      if (names.length > 0) {
        wanted.addExtension(Extension.subjectAlternativeName, false, new GeneralNames(names));
      }
      var own = (PrivateKey) store.getKey(SELF, PASSWORD.toCharArray());
      X509Certificate certificate = signed(wanted, own);
      store.setKeyEntry(
          alias,
          pair.getPrivate(),
          PASSWORD.toCharArray(),
          new Certificate[] {certificate, store.getCertificate(SELF)});
      save(store);
      writeCertificate(certificate, signed.certificate());
      writeKey(pair.getPrivate(), signed.key());
    } catch (IOException | GeneralSecurityException | OperatorCreationException exception) {
      throw new IllegalStateException(exception);
    }
    return signed;
  }

  /** TLS for a client that trusts this authority and has no certificate. */
  public SSLContext client() throws IOException, GeneralSecurityException {
    return client(null, SELF);
  }

  /** TLS for a client that trusts this authority, with a certificate of another one or the same. */
  public SSLContext client(Authority signer, String alias)
      throws IOException, GeneralSecurityException {
    KeyStore trusted = empty();
    trusted.setCertificateEntry(SELF, store().getCertificate(SELF));
    var trust = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
    trust.init(trusted);
    KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
    KeyStore own = empty();
    if (signer != null) {
      Certificate[] chain = signer.store().getCertificateChain(alias);
      own.setKeyEntry(
          alias,
          signer.store().getKey(alias, PASSWORD.toCharArray()),
          PASSWORD.toCharArray(),
          chain);
    }
    keys.init(own, PASSWORD.toCharArray());
    SSLContext context = SSLContext.getInstance("TLS");
    context.init(keys.getKeyManagers(), trust.getTrustManagers(), null);
    return context;
  }

  private static KeyStore empty() throws IOException, GeneralSecurityException {
    KeyStore store = KeyStore.getInstance("PKCS12");
    store.load(null, null);
    return store;
  }

  private KeyStore store() throws IOException, GeneralSecurityException {
    return KeyStore.getInstance(storeFile().toFile(), PASSWORD.toCharArray());
  }

  private void save(KeyStore store) throws IOException, GeneralSecurityException {
    try (var stream = Files.newOutputStream(storeFile())) {
      store.store(stream, PASSWORD.toCharArray());
    }
  }

  private static KeyPair pair(String algorithm) throws GeneralSecurityException {
    return KeyPairGenerator.getInstance(algorithm).generateKeyPair();
  }

  private static X509v3CertificateBuilder certificate(
      X500Principal subject, KeyPair pair, Instant from, Instant until) {
    return new JcaX509v3CertificateBuilder(
        NAME,
        new BigInteger(64, RANDOM),
        Date.from(from),
        Date.from(until),
        subject,
        pair.getPublic());
  }

  private static X509Certificate signed(X509v3CertificateBuilder certificate, PrivateKey authority)
      throws GeneralSecurityException, OperatorCreationException {
    var signer = new JcaContentSignerBuilder("SHA256withECDSA").build(authority);
    return new JcaX509CertificateConverter().getCertificate(certificate.build(signer));
  }

  private static void writeCertificate(X509Certificate certificate, Path file)
      throws IOException, GeneralSecurityException {
    Files.write(file, KeyForms.pem("CERTIFICATE", certificate.getEncoded()));
  }

  private static void writeKey(PrivateKey key, Path file) throws IOException {
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.write(file, KeyForms.pem("PRIVATE KEY", key.getEncoded()));
  }

  private Path storeFile() {
    return folder.resolve("keys.p12");
  }
}
