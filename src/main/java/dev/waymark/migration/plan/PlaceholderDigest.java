package dev.waymark.migration.plan;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import javax.crypto.SecretKeyFactory;
import javax.crypto.spec.PBEKeySpec;

/**
 * A hash of what placeholders stand for. Some of them are secrets, and a plan is also shown to
 * callers who must not know them: an attacker who guesses pays for each guess.
 */
final class PlaceholderDigest {
  private static final String ALGORITHM = "PBKDF2WithHmacSHA256";
  private static final int ROUNDS = 100_000;
  private static final int BITS = 256;

  private PlaceholderDigest() {}

  static String of(Map<String, String> placeholders) {
    if (placeholders.isEmpty()) {
      return PlanDigest.hash("");
    }
    StringBuilder text = new StringBuilder();
    new TreeMap<>(placeholders)
        .forEach(
            (name, value) ->
                text.append(name)
                    .append('=')
                    .append(value.length())
                    .append(':')
                    .append(value)
                    .append('\n'));
    byte[] names =
        ("waymark-plan " + new TreeMap<>(placeholders).keySet()).getBytes(StandardCharsets.UTF_8);
    try {
      var key = new PBEKeySpec(text.toString().toCharArray(), names, ROUNDS, BITS);
      return HexFormat.of()
          .formatHex(SecretKeyFactory.getInstance(ALGORITHM).generateSecret(key).getEncoded());
    } catch (GeneralSecurityException exception) {
      throw new IllegalStateException("Every Java platform has " + ALGORITHM, exception);
    }
  }
}
