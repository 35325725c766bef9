package dev.waymark.database.tls;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.waymark.access.Authority;
import dev.waymark.access.KeyForms;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class CertifiedKeyTest {
  private static final Optional<String> PASSWORD = Optional.of("open sesame");

  @TempDir static Path folder;

  private static Authority.Signed rsa;
  private static Authority.Signed ec;
  private static Authority.Signed ed;

  @BeforeAll
  static void sign() {
    Authority authority = Authority.create(folder);
    rsa = authority.signKeyOf("RSA", "rsa", "CN=rsa");
    ec = authority.sign("ec", "CN=ec");
    ed = authority.signKeyOf("Ed25519", "ed", "CN=ed");
  }

  @Test
  void readsEveryFormThatOpensslWrites() throws Exception {
    for (Authority.Signed signed : List.of(rsa, ec, ed)) {
      assertReads(signed, signed.key());
      assertReads(signed, KeyForms.der(signed.key()));
      assertReads(signed, KeyForms.encrypted(signed.key(), PASSWORD.get()));
    }
    assertReads(rsa, KeyForms.old(rsa.key(), "RSA"));
    assertReads(ec, KeyForms.old(ec.key(), "EC"));
  }

  private static void assertReads(Authority.Signed signed, Path key) {
    String subject =
        CertifiedKey.read(signed.certificate(), key, PASSWORD)
            .chain()
            .get(0)
            .getSubjectX500Principal()
            .getName();

    assertEquals("CN=" + signed.certificate().getFileName().toString().split("\\.")[0], subject);
  }

  @ParameterizedTest
  @ValueSource(strings = {"r--------", "rw-------", "r--r-----", "rw-r-----"})
  void readsAKeyOfRootThatItsGroupMayRead(String mode) throws Exception {
    Path key = KeyForms.withMode(ec.key(), mode);
    assumeTrue(
        mode.startsWith("------", 3) || Files.getAttribute(key, "unix:uid").equals(0),
        "Only where root owns the file may its group read it");

    assertReads(ec, key);
  }

  @ParameterizedTest
  @ValueSource(strings = {"rw-r--r--", "r--r--r--", "rw-rw----", "rw----r--"})
  void refusesAKeyThatOthersMayReadOrWrite(String mode) throws Exception {
    assertRefused(KeyForms.withMode(ec.key(), mode), "its mode is " + mode);
  }

  @Test
  void saysWhatIsWrongWithAKey() throws Exception {
    assertRefused(rsa.key(), "holds no private key that belongs to a certificate of EC");
    assertRefused(ec.key().resolveSibling("none"), "is not there");
    assertRefused(folder, "is a directory");
    Path old =
        write("-----BEGIN RSA PRIVATE KEY-----\nProc-Type: 4,ENCRYPTED\n\nAA==\n-----END RSA");
    Files.writeString(old, Files.readString(old) + " PRIVATE KEY-----\n");
    assertRefused(old, "openssl pkcs8 -topk8");
    assertRefused(write("secret words"), "openssl pkcs8 -topk8");
    assertRefused(write(""), "openssl pkcs8 -topk8");
  }

  @Test
  void aServersFilesArePem() throws Exception {
    CertifiedKey.ofServer(ec.certificate(), ec.key());
    CertifiedKey.ofServer(rsa.certificate(), KeyForms.old(rsa.key(), "RSA"));
    CertifiedKey.requireCertificates(ec.certificate());

    Path der = folder.resolve("certificate.der");
    Files.write(der, CertifiedKey.ofServer(ec.certificate(), ec.key()).chain().get(0).getEncoded());
    assertIsNotPem(() -> CertifiedKey.ofServer(der, ec.key()));
    assertIsNotPem(() -> CertifiedKey.ofServer(ec.certificate(), KeyForms.der(ec.key())));
    assertIsNotPem(() -> CertifiedKey.requireCertificates(der));
  }

  private static void assertIsNotPem(Executable reading) {
    InvalidTlsFile refused = assertThrows(InvalidTlsFile.class, reading);

    assertTrue(refused.getMessage().contains(", is not PEM. Convert it: "), refused.getMessage());
  }

  private static void assertRefused(Path key, String said) {
    InvalidTlsFile refused =
        assertThrows(
            InvalidTlsFile.class, () -> CertifiedKey.read(ec.certificate(), key, Optional.empty()));

    assertTrue(refused.getMessage().contains(said), refused.getMessage());
    assertTrue(!refused.getMessage().contains("secret words"), refused.getMessage());
  }

  private static Path write(String text) throws Exception {
    return KeyForms.withMode(Files.writeString(folder.resolve("odd.key"), text), "rw-------");
  }
}
