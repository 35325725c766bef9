package dev.waymark.access;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Base64;
import java.util.HexFormat;

/**
 * What the holder of a static token sends. Waymark keeps its SHA-256 hash alone.
 *
 * <p>A fast hash without a salt is right for it, and would be wrong for a password: there is
 * nothing to guess in 256 random bits, so slowness buys nothing, and no two are the same, so
 * neither does a salt. It costs a microsecond a request, and a file that somebody read over a
 * shoulder is worth nothing.
 *
 * @param value never printed
 */
public record Secret(String value) {
  /** What a generated one begins with, so that scanners for leaked secrets can know it. */
  public static final String PREFIX = "wmk_";

  private static final int RANDOM_BYTES = 32;

  /** One that no attacker can guess: {@link #PREFIX} and 256 random bits, 47 characters in all. */
  public static Secret random() {
    byte[] random = new byte[RANDOM_BYTES];
    new SecureRandom().nextBytes(random);
    return new Secret(PREFIX + Base64.getUrlEncoder().withoutPadding().encodeToString(random));
  }

  /** The hash as 64 hexadecimal digits in lower case, as {@code sha256sum} prints it. */
  public String sha256() {
    try {
      byte[] digest =
          MessageDigest.getInstance("SHA-256").digest(value.getBytes(StandardCharsets.UTF_8));
      return HexFormat.of().formatHex(digest);
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("Every Java has SHA-256", exception);
    }
  }

  @Override
  public String toString() {
    return "a secret";
  }
}
