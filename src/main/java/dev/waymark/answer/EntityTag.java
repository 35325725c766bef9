package dev.waymark.answer;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Entity tags of answers. All are weak: what is compressed has other bytes under the same tag. */
public final class EntityTag {
  private EntityTag() {}

  /**
   * A record's text holds all its components, and the same ones make the same text.
   *
   * @param representation how the record is written
   */
  public static String of(String representation, Record entity) {
    return of((representation + " " + entity).getBytes(StandardCharsets.UTF_8));
  }

  /** The tag of a document that is always written as these bytes. */
  public static String of(byte[] document) {
    try {
      byte[] digest = MessageDigest.getInstance("SHA-256").digest(document);
      return weak(HexFormat.of().formatHex(digest, 0, 16));
    } catch (NoSuchAlgorithmException exception) {
      throw new IllegalStateException("Every Java has SHA-256", exception);
    }
  }

  /** A tag with this text, which holds no quotation mark. */
  public static String weak(String text) {
    return "W/\"" + text + "\"";
  }
}
