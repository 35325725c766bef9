package dev.waymark.access;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;

/**
 * A certificate authority and what it signs, as PEM files. The JDK's own keytool makes them, so
 * that no test depends on what else a machine has.
 */
public final class Authority {
  private static final String PASSWORD = "changeit";
  private static final String SELF = "authority";

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
    authority.keytool(SELF, "-genkeypair", "-keyalg", "EC", "-dname", "CN=Test", "-ext", "bc:c");
    authority.keytool(SELF, "-exportcert", "-rfc", "-file", authority.certificate().toString());
    return authority;
  }

  /** The one that was created in the folder. */
  public static Authority at(Path folder) {
    return new Authority(folder);
  }

  /** The authority's own certificate, which whoever trusts it has. */
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
    return sign(host, "CN=" + host, "-ext", "san=dns:" + host);
  }

  /**
   * Signs a certificate.
   *
   * @param alias what it is called here
   * @param subject its subject, as RFC 4514 writes it
   * @param options more of keytool's, such as {@code -ext}
   */
  public Signed sign(String alias, String subject, String... options) {
    return signKeyOf("EC", alias, subject, options);
  }

  /** The same for a key of another algorithm, by keytool's name for it. */
  public Signed signKeyOf(String algorithm, String alias, String subject, String... options) {
    Path request = folder.resolve(alias + ".request");
    Signed signed = new Signed(folder.resolve(alias + ".pem"), folder.resolve(alias + ".key"));
    keytool(alias, "-genkeypair", "-keyalg", algorithm, "-dname", subject);
    keytool(alias, "-certreq", "-file", request.toString());
    List<String> gencert = new ArrayList<>(List.of("-gencert", "-rfc"));
    gencert.addAll(List.of("-infile", request.toString()));
    gencert.addAll(List.of("-outfile", signed.certificate().toString()));
    gencert.addAll(List.of(options));
    keytool(SELF, gencert.toArray(String[]::new));
    keytool(alias, "-importcert", "-noprompt", "-file", signed.certificate().toString());
    try {
      writeKey(alias, signed.key());
    } catch (IOException | GeneralSecurityException exception) {
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

  private void writeKey(String alias, Path file) throws IOException, GeneralSecurityException {
    byte[] key = store().getKey(alias, PASSWORD.toCharArray()).getEncoded();
    Files.createFile(
        file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
    Files.writeString(
        file,
        "-----BEGIN PRIVATE KEY-----\n%s\n-----END PRIVATE KEY-----\n"
            .formatted(Base64.getMimeEncoder().encodeToString(key)));
  }

  private void keytool(String alias, String... arguments) {
    List<String> command = new ArrayList<>();
    command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
    command.addAll(List.of(arguments));
    command.addAll(List.of("-alias", alias, "-keystore", storeFile().toString()));
    command.addAll(List.of("-storepass", PASSWORD));
    try {
      Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
      String output = new String(process.getInputStream().readAllBytes());
      assertEquals(0, process.waitFor(), () -> command + ": " + output);
    } catch (IOException | InterruptedException exception) {
      throw new IllegalStateException(exception);
    }
  }

  private Path storeFile() {
    return folder.resolve("keys.p12");
  }
}
