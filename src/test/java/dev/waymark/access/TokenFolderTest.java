package dev.waymark.access;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

class TokenFolderTest {
  @TempDir Path folder;

  private TokenFolder tokens() {
    return new TokenFolder(folder, Clock.systemUTC());
  }

  @Test
  void aTokenThatWasIssuedIsKnownAndItsSecretIsNotKept() throws IOException {
    TokenFolder tokens = tokens();

    Secret secret = tokens.issue("deploy", Role.MIGRATOR);

    assertEquals(
        Optional.of(new Caller("deploy", Optional.of(Role.MIGRATOR))),
        tokens.tokens().holder(secret));
    assertEquals(Optional.empty(), tokens.tokens().holder(Secret.random()));
    assertTrue(!Files.readString(folder.resolve("deploy")).contains(secret.value()), "kept");
  }

  @Test
  void aNameThatIsTakenIsNotIssuedAgain() throws IOException {
    TokenFolder tokens = tokens();
    Secret first = tokens.issue("deploy", Role.VIEWER);

    assertThrows(InvalidTokenFile.class, () -> tokens.issue("deploy", Role.MIGRATOR));

    assertEquals(Optional.of(Role.VIEWER), tokens.tokens().holder(first).orElseThrow().role());
  }

  @Test
  void oldAndNewAreKnownUntilTheOldOneIsRemoved() throws IOException {
    TokenFolder tokens = tokens();
    Secret old = tokens.issue("deploy", Role.MIGRATOR);
    assertTrue(tokens.tokens().holder(old).isPresent());

    Secret next = tokens.issue("deploy-2027", Role.MIGRATOR);
    assertTrue(tokens.tokens().holder(old).isPresent() && tokens.tokens().holder(next).isPresent());

    Files.delete(folder.resolve("deploy"));
    assertEquals(Optional.empty(), tokens.tokens().holder(old));
    assertEquals("deploy-2027", tokens.tokens().holder(next).orElseThrow().name());
  }

  /** A file that is written again at once, with the same length, may well have the same time. */
  @Test
  void everyChangeCountsFromTheNextRequestOn() throws IOException {
    TokenFolder tokens = tokens();
    Path file = folder.resolve("deploy");
    for (int round = 0; round < 200; round++) {
      Secret secret = new Secret("secret " + round);
      Files.writeString(file, new TokenFile("deploy", Role.VIEWER, secret.sha256()).content());

      assertTrue(tokens.tokens().holder(secret).isPresent(), "round " + round);
    }
  }

  @Test
  void aMountedSecretIsSwappedAsAWhole() throws IOException {
    TokenFolder tokens = tokens();
    Secret before = mounted("..2026_11_24", Role.VIEWER);
    Files.createSymbolicLink(folder.resolve("..data"), Path.of("..2026_11_24"));
    Files.createSymbolicLink(folder.resolve("deploy"), Path.of("..data/deploy"));
    assertEquals(
        List.of("deploy"), tokens.tokens().files().stream().map(TokenFile::holder).toList());

    Secret after = mounted("..2026_11_25", Role.MIGRATOR);
    Files.createSymbolicLink(folder.resolve("..data_tmp"), Path.of("..2026_11_25"));
    Files.move(
        folder.resolve("..data_tmp"), folder.resolve("..data"), StandardCopyOption.ATOMIC_MOVE);

    assertEquals(Optional.empty(), tokens.tokens().holder(before));
    assertEquals(Optional.of(Role.MIGRATOR), tokens.tokens().holder(after).orElseThrow().role());
  }

  @Test
  void aFileThatIsBrokenLocksNoOtherCallerOutAndIsToldOnce() throws IOException {
    // Two minutes later every file has settled, and is not read again without need.
    TokenFolder tokens =
        new TokenFolder(folder, Clock.offset(Clock.systemUTC(), Duration.ofMinutes(2)));
    Secret secret = tokens.issue("deploy", Role.VIEWER);
    Files.writeString(folder.resolve("broken"), "role: viewer\nwmk_s3cret\n");
    Files.writeString(folder.resolve("long"), "#".repeat(5000));
    Files.createDirectory(folder.resolve("folder"));
    Files.createSymbolicLink(folder.resolve("gone"), Path.of("nowhere"));

    List<String> log;
    try (Logged logged = Logged.of(TokenFolder.class)) {
      assertTrue(tokens.tokens().holder(secret).isPresent());
      assertTrue(tokens.tokens().holder(secret).isPresent());
      Files.writeString(folder.resolve("new"), "sha256: x");
      assertTrue(tokens.tokens().holder(secret).isPresent());
      log = logged.lines();
    }

    assertEquals(
        List.of(
            "Left out of the tokens: broken, line 2: neither role: nor sha256: nor a comment with #",
            "Left out of the tokens: long: longer than 4096 bytes",
            "Left out of the tokens: new, line 1: sha256 is not 64 hexadecimal digits in lower case"),
        log);
  }

  /** Where the locale is none, Java cannot even make a path of such a name. */
  @Test
  @EnabledOnOs(OS.LINUX)
  void aNameThatIsNoTextLocksNoOtherCallerOut() throws Exception {
    TokenFolder tokens = tokens();
    Secret secret = tokens.issue("deploy", Role.VIEWER);
    Process made =
        new ProcessBuilder("sh", "-c", "touch \"$(printf 'bad\\377')\"")
            .directory(folder.toFile())
            .inheritIO()
            .start();
    assertEquals(0, made.waitFor());

    List<String> log;
    try (Logged logged = Logged.of(TokenFolder.class)) {
      assertTrue(tokens.tokens().holder(secret).isPresent());
      log = logged.lines();
    }

    assertEquals(
        List.of(
            "Left out of the tokens: bad\uFFFD: a token's name has up to 100 letters, digits, dots,"
                + " hyphens and underscores"),
        log);
  }

  @Test
  void noCallerIsKnownWhileTheFolderIsAway() throws IOException {
    Path away = folder.resolve("tokens");
    Files.createDirectory(away);
    TokenFolder tokens = new TokenFolder(away, Clock.systemUTC());
    Secret secret = tokens.issue("deploy", Role.VIEWER);
    assertTrue(tokens.tokens().holder(secret).isPresent());

    Files.move(away, folder.resolve("elsewhere"));
    assertEquals(Optional.empty(), tokens.tokens().holder(secret));

    Files.move(folder.resolve("elsewhere"), away);
    assertTrue(tokens.tokens().holder(secret).isPresent());
  }

  private Secret mounted(String version, Role role) throws IOException {
    Secret secret = Secret.random();
    Path directory = Files.createDirectory(folder.resolve(version));
    Files.writeString(
        directory.resolve("deploy"), new TokenFile("deploy", role, secret.sha256()).content());
    return secret;
  }
}
