package dev.waymark.database.tls;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import java.util.Set;
import java.util.function.UnaryOperator;
import javax.net.ssl.TrustManager;

/**
 * What an address says of TLS, with libpq's own places for what it does not name.
 *
 * @param mode libpq's word for what is verified
 * @param roots the file of the root certificates, or {@link #SYSTEM}
 * @param certificate the client's certificate, if it shows one
 * @param key the key that belongs to it, or a PKCS #12 file with both
 * @param password of an encrypted key
 */
record TlsFiles(
    String mode,
    Optional<String> roots,
    Optional<Path> certificate,
    Optional<Path> key,
    Optional<String> password) {
  /** libpq's word for the root certificates of the machine; here they are those of Java. */
  static final String SYSTEM = "system";

  private static final Set<String> VERIFYING = Set.of("verify-ca", "verify-full");

  /** Reads pgjdbc's properties. */
  static TlsFiles of(UnaryOperator<String> properties) {
    Optional<String> certificate = given(properties, "sslcert");
    Optional<String> key = given(properties, "sslkey");
    boolean named = certificate.isPresent() || key.isPresent();
    return new TlsFiles(
        given(properties, "sslmode").orElseGet(() -> modeOfSsl(properties)),
        given(properties, "sslrootcert"),
        certificate.map(Path::of).or(() -> usual("postgresql.crt", named)),
        key.map(Path::of)
            .or(() -> usual("postgresql.key", false))
            .or(() -> usual("postgresql.pk8", false))
            .or(() -> usual("postgresql.key", certificate.isPresent())),
        given(properties, "sslpassword"));
  }

  /** What decides whether the server is believed. */
  TrustManager[] trust() {
    if (!VERIFYING.contains(mode)) {
      return TrustedRoots.anybody();
    }
    if (roots.isPresent()) {
      return roots.get().equals(SYSTEM)
          ? TrustedRoots.ofTheMachine()
          : TrustedRoots.read(Path.of(roots.get()));
    }
    Path usual = home().resolve("root.crt");
    if (Files.exists(usual)) {
      return TrustedRoots.read(usual);
    }
    if (mode.equals("verify-full")) {
      // With the name verified, any certificate of a public authority is the server's own.
      return TrustedRoots.ofTheMachine();
    }
    throw new InvalidTlsFile(
        "sslmode=%s needs root certificates, and there are none in %s".formatted(mode, usual),
        "Name their file in sslrootcert, or write sslmode=verify-full&sslrootcert=system for a"
            + " certificate of a public authority");
  }

  /** What the client shows of itself; empty if nothing. */
  Optional<CertifiedKey> client() {
    return certificate
        .flatMap(chain -> key.map(file -> CertifiedKey.read(chain, file, password)))
        .or(() -> key.filter(TlsFiles::isPkcs12).map(file -> CertifiedKey.read(file, password)));
  }

  // Asked when it is needed: what is asked while a class is made is, in an executable, the
  // builder's.
  private static Path home() {
    return Path.of(System.getProperty("user.home"), ".postgresql");
  }

  static boolean isPkcs12(Path file) {
    return file.toString().matches("(?i).*\\.(p12|pfx)");
  }

  private static String modeOfSsl(UnaryOperator<String> properties) {
    return given(properties, "ssl").filter("true"::equals).isPresent() ? "verify-full" : "prefer";
  }

  private static Optional<Path> usual(String name, boolean needed) {
    return Optional.of(home().resolve(name)).filter(file -> needed || Files.exists(file));
  }

  private static Optional<String> given(UnaryOperator<String> properties, String name) {
    return Optional.ofNullable(properties.apply(name)).filter(value -> !value.isEmpty());
  }
}
