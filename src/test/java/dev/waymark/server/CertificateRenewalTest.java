package dev.waymark.server;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import dev.waymark.access.Authority;
import dev.waymark.access.Logged;
import dev.waymark.settings.OwnCertificate;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class CertificateRenewalTest {
  private final AtomicInteger taken = new AtomicInteger();

  @TempDir Path folder;

  private boolean loadable = true;
  private Authority.Signed next;
  private Path certificate;
  private Path key;
  private CertificateRenewal renewal;

  @BeforeEach
  void serveTheOldPair() throws Exception {
    Authority authority = Authority.create(Files.createDirectory(folder.resolve("authority")));
    Authority.Signed old = authority.sign("old", "CN=localhost");
    next = authority.sign("next", "CN=localhost");
    certificate = folder.resolve("tls.crt");
    key = folder.resolve("tls.key");
    write(old.certificate(), certificate);
    write(old.key(), key);
    renewal =
        new CertificateRenewal(
            new OwnCertificate(certificate, key, Optional.empty()),
            () -> {
              taken.incrementAndGet();
              return loadable;
            },
            Clock.systemUTC());
  }

  @Test
  void whatHasNotChangedIsNotTakenAgain() {
    renewal.look();
    renewal.look();

    assertEquals(0, taken.get());
  }

  @Test
  void halfANewPairIsToldOnceAndNotServed() throws Exception {
    try (Logged log = Logged.of(CertificateRenewal.class)) {
      write(next.certificate(), certificate);
      renewal.look();
      renewal.look();

      assertEquals(0, taken.get());
      assertEquals(1, log.lines().size(), log.lines()::toString);
      assertTrue(
          log.lines().get(0).contains("is not that of the certificate"), log.lines()::toString);

      write(next.key(), key);
      renewal.look();
      renewal.look();

      assertEquals(1, taken.get());
      assertEquals(
          List.of("The renewed certificate is served from now on."), log.lines().subList(1, 2));
    }
  }

  @Test
  void afterAFileThatIsGoneOrBrokenTheNextPairCounts() throws Exception {
    Files.delete(key);
    renewal.look();
    Files.writeString(key, "-----BEGIN PRIVATE KEY-----");
    renewal.look();
    assertEquals(0, taken.get());

    write(next.certificate(), certificate);
    write(next.key(), key);
    renewal.look();

    assertEquals(1, taken.get());
  }

  @Test
  void aPairThatCannotBeLoadedIsNotSaidToBeServed() throws Exception {
    loadable = false;
    write(next.certificate(), certificate);
    write(next.key(), key);
    try (Logged log = Logged.of(CertificateRenewal.class)) {
      renewal.look();
      renewal.look();

      assertEquals(1, taken.get());
      assertEquals(1, log.lines().size(), log.lines()::toString);
      assertTrue(log.lines().get(0).contains("cannot be loaded"), log.lines()::toString);
    }
  }

  private static void write(Path from, Path to) throws Exception {
    Files.copy(from, to, StandardCopyOption.REPLACE_EXISTING);
  }
}
