package dev.waymark.webhook;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.util.Arrays;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * What a webhook and its receiver share, so that the receiver knows who sent a message. It never
 * shows in a text.
 *
 * @see <a href="https://github.com/standard-webhooks/standard-webhooks">Standard Webhooks</a>
 */
public final class SigningSecret {
  private static final String PREFIX = "whsec_";
  private static final int LEAST_BYTES = 24;
  private static final int MOST_BYTES = 64;
  private static final String ALGORITHM = "HmacSHA256";

  private final byte[] key;

  private SigningSecret(byte[] key) {
    this.key = key;
  }

  /**
   * Reads {@code whsec_} and 24 to 64 bytes in Base64.
   *
   * @throws IllegalArgumentException if it is none; the message does not show it
   */
  static SigningSecret parse(String text) {
    byte[] key = new byte[0];
    if (text.startsWith(PREFIX)) {
      try {
        key = Base64.getDecoder().decode(text.substring(PREFIX.length()));
      } catch (IllegalArgumentException notBase64) {
        key = new byte[0];
      }
    }
    if (key.length < LEAST_BYTES || key.length > MOST_BYTES) {
      throw new IllegalArgumentException(
          "the secret is not whsec_ and %d to %d bytes in Base64; make one with: echo \"whsec_$(openssl rand -base64 32)\""
              .formatted(LEAST_BYTES, MOST_BYTES));
    }
    return new SigningSecret(key);
  }

  /** What {@code webhook-signature} says for this secret. */
  String sign(String id, long timestamp, byte[] body) {
    try {
      Mac mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
      mac.update("%s.%d.".formatted(id, timestamp).getBytes(StandardCharsets.UTF_8));
      return "v1," + Base64.getEncoder().encodeToString(mac.doFinal(body));
    } catch (GeneralSecurityException exception) {
      throw new IllegalStateException("Every Java has " + ALGORITHM, exception);
    }
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof SigningSecret secret && Arrays.equals(key, secret.key);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(key);
  }

  @Override
  public String toString() {
    return "(a secret)";
  }
}
